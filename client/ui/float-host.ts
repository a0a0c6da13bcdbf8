/**
 * Where a floating panel of that anchor is put in the page: into the pane or bar the anchor stands in, so that screen readers find it inside a
 * landmark and F6 knows where it is; at the end of the page when there is none.
 */
export function floatHost(anchor: HTMLElement): HTMLElement {
  return anchor.closest<HTMLElement>('[data-pane], [data-bar]') ?? document.body;
}
