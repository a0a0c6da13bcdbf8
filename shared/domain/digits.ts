/** Full-width digits (０–９) become ASCII digits; everything else stays. Copied text and East Asian keyboards bring them. */
export function asciiDigits(text: string): string {
  return text.replace(/[\uFF10-\uFF19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
}
