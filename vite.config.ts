/** Builds the pages: one HTML file for each audience, everything else beside it under a name that holds its hash. */
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { pageDigests } from './scripts/page-digests.ts'
import { pageShell, SHELL_WORKER } from './scripts/page-shell.ts'

const page = (name: string): string => fileURLToPath(new URL(`src/web/${name}.html`, import.meta.url))

export default defineConfig({
  root: fileURLToPath(new URL('src/web', import.meta.url)),
  publicDir: false,
  // The digests come last, of what is really there.
  plugins: [pageShell(), pageDigests()],
  build: {
    outDir: fileURLToPath(new URL('dist/web', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    // The content security policy allows nothing that is written into the page itself.
    assetsInlineLimit: 0,
    // What comes later comes by itself: a helper that fetches ahead would be larger than most of what it fetches.
    modulePreload: false,
    rolldownOptions: {
      input: {
        public: page('index'),
        voter: page('vote'),
        staff: page('staff'),
        auditor: page('audit'),
        screen: page('screen'),
        shell: fileURLToPath(new URL('src/web/staff/phone/shell-worker.ts', import.meta.url)),
      },
      output: {
        // A browser knows a service worker by its address, from one version to the next.
        entryFileNames: ({ name }) => (name === 'shell' ? SHELL_WORKER : 'assets/[name]-[hash].js'),
      },
    },
  },
  worker: { format: 'es' },
})
