/// <reference types="vite/client" />
declare module 'virtual:messages/*' {
  const messages: Record<string, never>;
  export default messages;
}
/** True when a production build is asked to carry the gallery of states. */
declare const __RINGBACK_STATES__: boolean;
