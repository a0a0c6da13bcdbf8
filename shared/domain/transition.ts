/**
 * The answer of every state machine in this folder.
 * - `moved`: the state changed; carry out `effects`, in order, in the same transaction.
 * - `same`: nothing to change. The event was a repetition or came too late; `effects` may still tidy up (hang up a leg that joined after the end).
 * - `illegal`: somebody asked for what this state does not allow. The command turns it into its typed error; nothing may be written.
 */
export type Transition<State extends string, Effect extends string = never> =
  | { readonly kind: 'moved'; readonly state: State; readonly effects: readonly Effect[] }
  | { readonly kind: 'same'; readonly state: State; readonly effects: readonly Effect[] }
  | { readonly kind: 'illegal'; readonly state: State; readonly event: string };

/** The machine goes to `state`; `effects` are to be carried out in the given order. */
export function moved<State extends string, Effect extends string = never>(
  state: State,
  effects: readonly Effect[] = [],
): Transition<State, Effect> {
  return { kind: 'moved', state, effects };
}

/** The machine stays in `state`; `effects` only tidy up behind a late event. */
export function same<State extends string, Effect extends string = never>(
  state: State,
  effects: readonly Effect[] = [],
): Transition<State, Effect> {
  return { kind: 'same', state, effects };
}

/** `event` may not be asked for in `state`. */
export function illegal<State extends string>(state: State, event: string): Transition<State, never> {
  return { kind: 'illegal', state, event };
}
