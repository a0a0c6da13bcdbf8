/** True for a key pressed inside a menu or dialog: letters there find an entry or belong to a form, they are no commands of the ticket below. */
export function isInFloat(event: KeyboardEvent): boolean {
  return event.target instanceof Element && event.target.closest('[role="menu"], [role="dialog"]') !== null;
}
