/** The choice of a view, where a chart has several: what was drawn is removed, and the chosen one is drawn. */

/** `draw` returns what removes the drawing. */
export function eachView<V>(id: string, views: readonly V[], draw: (view: V) => () => void): void {
  const select = document.querySelector<HTMLSelectElement>(`select[data-view-of="${id}"]`)
  let clear = (): void => {}
  const show = (): void => {
    clear()
    const view = views[Number(select?.value ?? 0)]
    clear = view === undefined ? () => {} : draw(view)
  }
  select?.addEventListener('change', show)
  show()
}
