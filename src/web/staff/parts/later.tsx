/** Views whose script comes only when somebody needs it: a secretary loads nothing of what tellers compute. */
import type { ComponentType } from 'preact'
import { useLoad } from '../../shared/load.ts'
import { Failed, Loading } from './states.tsx'

export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  return function Later(props: P) {
    const [loaded] = useLoad(load)
    switch (loaded.is) {
      case 'loading':
        return <Loading />
      case 'failed':
        // A browser does not fetch a script again that once did not come: the page begins anew.
        return <Failed error={loaded.error} onRetry={() => location.reload()} />
      case 'ready': {
        const View = loaded.value
        return <View {...props} />
      }
    }
  }
}
