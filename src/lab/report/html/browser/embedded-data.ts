/** The data that came with the page. */

/** JSON text of the script element with this id. */
export function embedded(id: string): string {
  return document.getElementById(id)?.textContent ?? 'null'
}
