export function splitReply(text: string): { visible: string; phones: string[] } {
  return { visible: text, phones: [] };
}
