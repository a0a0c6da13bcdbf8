/** Labels of the header that mail programs put above an unmarked original, in the languages of their users. */
const LABELS: Record<'from' | 'sent' | 'to' | 'copy' | 'subject', string> = {
  from: 'from|von|de|da|van|fra|från|lähettäjä|od|от(?: кого)?|от кого|від|差出人|送信者|发件人|發件人|寄件者|寄件人|보낸 ?사람|feladó|kimden|gönderen|από|expéditeur|remitente|mittente|afzender|absender|expeditor',
  sent: "sent|date|message du|gesendet(?: am)?|datum|envoyé(?: le)?|date d'envoi|enviado(?: el| em| a| la)?|enviada(?: em)?|fecha|inviato(?: il)?|data(?: invio)?|verzonden|sendt|dato|skickat|lähetetty|päivä(?:ys|määrä)?|wysłano|wysłane|odesláno|datum|отправлено|дата|送信日時|日時|日付|发送时间|發送時間|寄件日期|日期|時間|时间|보낸 ?날짜|날짜|elküldve|dátum|tarih|gönderildi|ημερομηνία|trimis|надіслано",
  to: 'to|an|à|a|para|per|aan|til|till|vastaanottaja|do|komu|кому|宛先|收件人|收件者|받는 ?사람|címzett|kime|προς|către|pour|destinataire|destinatario|către|empfänger',
  copy: 'cc|kopie|copie(?: à)?|copia|kopia|kopi|копия|копія|抄送|副本|참조|másolatot kap|bilgi|bcc|cci|antwort an|reply[- ]to|répondre à|wichtigkeit|importance|priority|priorität|anlagen?|attachments?',
  subject:
    'subject|betreff|betrifft|objet|asunto|oggetto|onderwerp|emne|ämne|aihe|temat|předmět|тема|件名|主题|主題|主旨|제목|assunto|tárgy|konu|θέμα|subiect|re',
};

const LABEL = Object.entries(LABELS).map(
  ([kind, words]) => [kind, new RegExp(`^[\\s*_|>•-]*\\**_?(?:${words})_?\\**\\s*[:：]\\**(?:\\s|\\S)`, 'iu')] as const,
);

/** A short word and a colon: worth a closer look. */
const MAYBE_LABEL = /^[^:：]{1,32}[:：]/u;

/** Which header label a line begins with. */
function labelOf(line: string): string | null {
  if (!MAYBE_LABEL.test(line)) return null;
  return LABEL.find(([, pattern]) => pattern.test(`${line} `))?.[0] ?? null;
}

/** Words for writing, as they stand in "On Monday Ada wrote:". */
const WROTE =
  /\b(?:wrote|writes|schrieb|schreibt|geschrieben|a écrit|ha escrito|ha scritto|scrisse|escribió|escribio|escreveu|schreef|geschreven|skrev|skrifaði|kirjoitti|napsala?|napísala?|napisała?|napisał\(a\)|a scris|yazdı|írta|έγραψε)(?![\p{L}])|написал(?:\(а\)|а|и)?|пиш(?:ет|е)|написав|писал[аи]?|写道|寫道|書きました|のメール|님이 작성|작성:|כתב/iu;

/** How such a sentence begins. */
const OPENING =
  /^[\s>*_-]*(?:on|am|at|le|el|il|op|em|den|dne|dnia|w dniu|w dn|i|in|på|pe|ke|la|ma|ti|to|pe|su|ср|пн|вт|чт|пт|сб|вс|в|у|em|no dia|no|lørdag|kl|\d{1,4}[./年-]|\d{1,2}\s|(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mer|jeu|gio|ven|sab|dom|jue|vie|vr|za|zo|wo|ma|seg|ter|qua|qui|sex|pon|wt|śr|czw|pt)\p{L}*\.?[,\s])/iu;

const TIME = /\d{1,2}[:.h]\d{2}|\d{1,2} ?(?:am|pm)\b|\b(?:19|20)\d{2}\b|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}/i;
const CLOCK = /\b\d{1,2}[:h]\d{2}\b|\b\d ?[ap]m\b|\b\d{1,2}\.\d{2} uhr\b/i;
const ADDRESS = /[^\s<>"'()]+@[^\s<>"'()]+\.[^\s<>"'():,]+/;

const SEPARATOR =
  /^[\s>]*(?:[-_=*—–#]{2,}\s*)(?:original[- ]?(?:message|nachricht|mail|e-?mail)?|(?:der )?(?:ursprüngliche|urspr\.) ?(?:nachricht|mail)|originalnachricht|message (?:d'origine|original|initial|transféré|d’origine)|mensaje (?:original|reenviado)|messaggio (?:originale|inoltrato)|oorspronkelijk bericht|doorgestuurd bericht|mensagem (?:original|encaminhada)|oprindelig (?:meddelelse|besked|mail)|opprinnelig melding|videresendt (?:melding|meddelelse)|ursprungligt meddelande|originalmeddelande|vidarebefordrat meddelande|alkuperäinen viesti|edelleenlähetetty viesti|původní zpráva|přeposlaná zpráva|wiadomość (?:oryginalna|przekazana|źródłowa)|oryginalna wiadomość|исходное сообщение|пересылаемое сообщение|оригинальное сообщение|переадресовано|元のメッセージ|転送|原始邮件|原始郵件|转发邮件|轉寄|원본 메시지|원본메일|forwarded (?:message|by|mail)|weitergeleitete (?:nachricht|mail)|fwd|reply message|antwort|eredeti üzenet|mesaj original|orijinal mesaj)[^\n]{0,80}?\s*[-_=*—–#]*\s*$/iu;

const BEGIN =
  /^[\s>]*(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-mail)|début du message (?:réexpédié|transféré)|inizio messaggio inoltrato|inicio del mensaje reenviado|início da mensagem (?:reencaminhada|encaminhada)|begin doorgestuurd bericht|vidarebefordrat brev|videresendt besked|-+ ?forwarded message ?-+|reply above this line|.*(?:##- ?please type your reply above|bitte antworten sie oberhalb).*)\s*[:：]?\s*$/iu;

/** A place where an original begins: its first line, the line behind its announcement, and whether the original may be unmarked. */
export interface QuoteStart {
  from: number;
  next: number;
  kind: 'attribution' | 'original';
}

/** How the last line of such a sentence may end. */
const MAYBE_END = /[:：][-\s_*]*$|(?:wrote|schrieb|écrit|escribió|escreveu|scritto|schreef|geschreven|skrev|kirjoitti)[-\s_*]*$/iu;

/** Such a sentence with the original behind it on the same line, as Yahoo's programs for phones leave it. */
const RUN_ON = /^(.{10,300}?\b(?:wrote|schrieb|geschrieben|a écrit|escribió|escreveu|ha scritto):)\s{2,}\S/iu;

/** "On Monday, Ada <ada@…> wrote:", broken over up to four lines by mail programs. */
function attributionAt(lines: readonly string[], at: number): QuoteStart | null {
  const first = (lines[at] ?? '').replace(/^[\s>]+/, '');
  if (first === '' || first.length > 400) return null;
  const onOneLine = RUN_ON.exec(first)?.[1];
  if (onOneLine && ADDRESS.test(onOneLine) && isAttribution(onOneLine)) return { from: at, next: at + 1, kind: 'attribution' };
  let joined = '';
  for (let count = 0; count < 4 && at + count < lines.length; count++) {
    const line = (lines[at + count] ?? '').replace(/^[\s>]+/, '');
    if (line.trim() === '') return null;
    joined = `${joined} ${line}`.trim();
    if (joined.length > 600) return null;
    if (count === 1 && !OPENING.test(first)) return null;
    if (MAYBE_END.test(line) && isAttribution(joined)) return { from: at, next: at + count + 1, kind: 'attribution' };
  }
  return null;
}

function isAttribution(text: string): boolean {
  const bare = text.replace(/[-\s_*]+$/, '');
  const isClosed = /[:：]$/.test(bare);
  const hasTime = TIME.test(text);
  const hasAddress = ADDRESS.test(text);
  const wrote = WROTE.exec(text);
  if (wrote && isClosed) {
    // A sentence of prose may end so, too: the date, an address, or the shape of the programs' own sentence is asked for.
    return (
      (hasTime && (OPENING.test(text) || hasAddress || wrote.index + wrote[0].length >= bare.length - 40)) ||
      (hasAddress && text.length < 200)
    );
  }
  if (wrote && OPENING.test(text) && hasTime && wrote.index + wrote[0].length >= bare.length - 2) return true;
  return isClosed && hasTime && hasAddress && /<[^<>]*@[^<>]*>\)?\s*[:：]$/.test(bare) && /\d{4}|\d{1,2}:\d{2}/.test(text);
}

/** The block of labels above an unmarked original: at least three kinds with a reader, an address or a time of day (a form on a website has a sender,
 * a date and a subject, too), or two with an address or a line drawn before it. */
function headerBlockAt(lines: readonly string[], at: number): QuoteStart | null {
  const first = labelOf(lines[at] ?? '');
  if (first !== 'from' && first !== 'sent' && first !== 'to' && first !== 'subject') return null;
  const kinds = new Set<string>();
  let last = at;
  let isAddressed = false;
  let hasClock = false;
  for (let i = at; i < lines.length && i < at + 14; i++) {
    const line = lines[i] ?? '';
    const kind = labelOf(line);
    if (kind) {
      kinds.add(kind);
      last = i;
      isAddressed ||= ADDRESS.test(line);
      hasClock ||= CLOCK.test(line);
    } else if (line.trim() !== '' && i - last > 2) break;
    else if (line.trim() === '' && kinds.size >= 3 && i - last > 1) break;
  }
  const isRuled = /^[\s>]*[-_=—*]{3,}\s*$/.test(lines.slice(Math.max(0, at - 3), at).findLast((line) => line.trim() !== '') ?? '');
  const isEnough =
    (kinds.size >= 3 && (isRuled || isAddressed || hasClock || kinds.has('to'))) ||
    (kinds.size === 2 && kinds.has('from') && (isRuled || (isAddressed && (kinds.has('sent') || kinds.has('subject')))));
  return isEnough ? { from: at, next: last + 1, kind: 'original' } : null;
}

/** The original that begins at a line, if one does. */
export function quoteStartAt(lines: readonly string[], at: number): QuoteStart | null {
  const line = lines[at] ?? '';
  if (line.length < 300 && (SEPARATOR.test(line) || BEGIN.test(line))) return { from: at, next: at + 1, kind: 'original' };
  return headerBlockAt(lines, at) ?? attributionAt(lines, at);
}
