const DELIMITER = /^\s{0,3}(?:--|—|__+)\s*$/;

/** Lines that phones and mail programs add. */
const MACHINE =
  /^[\s*_]*(?:sent (?:from|with|via|by|using) (?:my |the |an? )?[^.!?\n]{2,60}|(?:von|mit) (?:meinem|unterwegs)[^.!?\n]{2,50}(?:gesendet)?|gesendet (?:von|mit|über|aus)[^!?\n]{2,60}|diese (?:nachricht|e-?mail) wurde von meinem[^\n]{2,80}|envoyé (?:de|depuis|à partir)[^.!?\n]{2,60}|enviado (?:desde|do|a partir|pelo)[^.!?\n]{2,60}|inviato (?:da|dal|con)[^.!?\n]{2,60}|(?:verstuurd|verzonden) (?:vanaf|met|via|vanuit)[^.!?\n]{2,60}|skickat från[^.!?\n]{2,50}|sendt fra[^.!?\n]{2,50}|lähetetty[^.!?\n]{2,50}|wysłan[eo] z[^.!?\n]{2,50}|odesláno z[^.!?\n]{2,50}|отправлено (?:с|из)[^!?\n]{2,50}|iphone ?から送信|[^\s]{1,20}から送信|发自我的[^\n]{1,30}|從我的[^\n]{1,30}(?:傳送|寄出)|나의 [^\n]{1,30}에서 보냄|get outlook for[^\n]{2,60}|(?:holen sie sich|outlook für|laden sie)[^\n]{0,10}outlook[^\n]{0,60}|obtenir outlook[^\n]{2,60}|télécharge[rz] outlook[^\n]{2,60}|obtener outlook[^\n]{2,60}|scarica outlook[^\n]{2,60}|outlook (?:für|for|pour|para|per) (?:ios|android)[^\n]{0,60}|von outlook (?:für|mobile)[^\n]{0,60}|yahoo mail: [^\n]{2,60}|sent from mail for windows[^\n]{0,20})[\s*_.]*$/iu;

/** Words a letter ends with. */
const CLOSING =
  /^\s*(?:(?:kind|best|warm|warmest|with (?:best|kind|warm)|many|my best)? ?regards|best wishes|yours (?:sincerely|faithfully|truly)|respectfully|cordially|kind regards|(?:mit )?(?:vielen |besten |lieben |freundlichen?|freundlichem|herzlichen|schönen|sonnigen|kollegialen) ?(?:gr(?:ü|ue)(?:ß|ss)(?:en|e)?)?(?: .{0,40})?gr(?:ü|ue)(?:ß|ss)(?:en|e)?(?: (?:aus|von|nach) .{2,40})?|(?:viele|liebe|beste|schöne|herzliche|freundliche) gr(?:ü|ue)(?:ß|ss)e(?: (?:aus|von|nach) .{2,40})?|gr(?:ü|ue|u)(?:ß|ss)e?|mfg|lg|vg|hochachtungsvoll|cordialement|bien (?:cordialement|à vous)|(?:meilleures|sincères) salutations|salutations distinguées|(?:un )?(?:cordial )?saludos?(?: cordiales)?|atentamente|cordiali saluti|distinti saluti|(?:un )?saluti|(?:met )?(?:vriendelijke|hartelijke) groet(?:en)?|mvg|atenciosamente|cumprimentos|(?:med )?(?:venlig|vennlig|vänlig[a]?|bästa) (?:hilsen|hälsning(?:ar)?)|mvh|ystävällisin terveisin|terveisin|s pozdravem|z poważaniem|pozdrawiam|с уважением)\s*[,.!]*\s*$/iu;

const PHONE = /(?:\+|\(0|0|\b[1-9])[\d\s()./-]{6,22}\d/g;
const MAX_TAIL = 25;

/** Where the signature begins among lines that are the writer's own, or their number when there is none. `isFirst`: no words stand above them. */
export function signatureStart(lines: readonly string[], isFirst: boolean): number {
  let hasWords = !isFirst;
  for (const [at, line] of lines.entries()) {
    // Nothing before it: what looks like a signature is all there is.
    if (hasWords && isStart(line, lines.slice(at + 1, at + 200))) return at;
    hasWords ||= line.trim() !== '';
  }
  return lines.length;
}

/** Whether a line begins a signature; `after` is what stands below it. */
function isStart(line: string, after: readonly string[]): boolean {
  const isMachine = MACHINE.test(line.replace(/<https?:[^>]*>|\[https?:[^\]]*\]|\(https?:[^)]*\)/g, ''));
  const isClosing = CLOSING.test(line);
  if (!isMachine && !isClosing && !DELIMITER.test(line)) return false;
  const rest = after.filter((below) => below.trim() !== '');
  if (/^-- ?$/.test(line) && rest.length <= 60) return true;
  if (DELIMITER.test(line) && !/^\s*—\s*$/.test(line) && rest.length <= MAX_TAIL) return true;
  return (isMachine && rest.length <= 3) || (isClosing && isTail(rest));
}

/** After a closing come name, title, addresses; a postscript or a question is the writer's word again. */
function isTail(rest: readonly string[]): boolean {
  return rest.length <= MAX_TAIL && !rest.some((line) => /^\s*p\.? ?p?\.?s\b/i.test(line) || /\?\s*$/.test(line));
}

/** Telephone numbers as they are spelled in a signature: seven digits at least, no dates, no fax. */
export function phonesIn(lines: readonly string[]): string[] {
  const found = lines
    .filter(
      (line) => !/\b(?:fax|telefax|iban|bic|ust|vat|hrb|steuer|konto|blz|siret)\b/i.test(line) || /\b(?:tel|phone|mobil|fon)\b/i.test(line),
    )
    .flatMap((line) => [...line.replace(/\b(?:tele)?fax\b.*$/i, '').matchAll(PHONE)].map((match) => match[0].trim()))
    .filter((phone) => phone.replace(/\D/g, '').length >= 7 && phone.replace(/\D/g, '').length <= 15)
    .filter((phone) => !/^\d{1,3}(?:\.\d{1,3}){3}\b/.test(phone))
    .filter((phone) => !/^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$|^\d{4}-\d{2}-\d{2}$|^\d{5}\s*$/.test(phone));
  return [...new Set(found)].slice(0, 10);
}
