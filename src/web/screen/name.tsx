/** The name of a project. One that does not fit on a line is set smaller, on two. */
export function Name({ name }: { readonly name: string }) {
  return (
    <span class={name.length > 17 ? 'name is-long' : 'name'} lang="zh-CN">
      {name}
    </span>
  )
}
