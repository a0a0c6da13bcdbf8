/** Words mail operators use for why a mail came back. */
export type Reason = (typeof RULES)[number][0] | 'onhold' | 'filtered' | 'undefined' | 'feedback' | 'delivered' | 'read';

// Read from the top: what is said most plainly decides, the catch-alls stand at the end.
const RULES = [
  ['rejected', /permission to post messages to the group|groups\.google\.com\/support|sending this from a different address or alias/i],
  ['contenterror', /8-?bit data|[45]\.6\.\d\b/i],
  ['syntaxerror', /malformed address/i],
  ['virusdetected', /virus|malware|infected|trojan|ウイルス/i],
  [
    'authfailure',
    /\bdmarc\b|\bspf\b(?! ?records? for your)|\bdkim\b|sender ?id|unauthenticated (?:e?mail|senders? (?:is|from))|sender is unauthenticated|authentication (?:checks? failed|results? (?:failed|fail))|multiple authentication checks|does not have authentication information|5\.7\.(?:2[0-7]|509)\b/i,
  ],
  [
    'requireptr',
    /\bptr\b|reverse dns|rdns|reverse (?:look ?up|hostname|address)|cannot (?:find|resolve) your (?:hostname|reverse)|fcrdns|mismatch(?:es|ed)? client|no (?:hostname|reverse)|forward(?: ?-?confirmed)? dns|unresolvable (?:ip|host)|dns (?:resolution|verification) (?:of|for) (?:your|the) (?:ip|host)|ip name lookup failed|unverif(?:y|i)able (?:sending )?ip|cannot find your hostname|5\.7\.25\b/i,
  ],
  [
    'mailboxfull',
    /(?:mail ?box|mail ?drop|quota|inbox|account|disk|storage|maildir|mail ?folder|box)[^.\n]{0,40}(?:\bfull|exceed|over ?(?:quota|limit|drawn|its)|out of (?:space|storage)|insufficient)|over(?: ?the)?[ -]?(?:quota|(?:disk|storage|allocated|allowed) ?(?:quota|limit|space)?)|quota (?:is )?(?:exceeded|violation|limit)|exceed(?:ed|s|ing)?[^.\n]{0,60}(?:quota|mailbox|storage|allotted|local limit)|(?:not|in) ?(?:enough|sufficient)(?: system| disk)? (?:storage|space|disk)|mailbox[^.\n]{0,30}limit|postfach[^.\n]{0,30}voll|(?:#|\b)[45]\.2\.2\b|容量/i,
  ],
  ['exceedlimit', /[45]\.2\.3\b|(?:message|mail) (?:length|size) exceeds administrative limit|recipsizelimit/i],
  [
    'mesgtoobig',
    /(?:message|mail|size|attachment)s?[^.\n]{0,40}(?:too (?:big|large)|is too long|exceed(?:s|ed)?[^.\n]{0,40}(?:size|limit|maximum|length)|size limit)|(?:exceed|max(?:imum)?)[^.\n]{0,30}(?:message|mail|file) size|[45]\.3\.4\b|nachricht zu gro(?:ß|ss)|größenbeschränkung|max(?:imum|imale) gr(?:ö|oe)(?:ß|ss)e/i,
  ],
  [
    'norelaying',
    /relay(?:ing)?[^.\n]{0,30}(?:denied|not (?:allowed|permitted|possible)|prohibited|forbidden|access|rejected|disallowed|blocked)|(?:not|unable to|cannot|won't|no)[^.\n]{0,40}\brelay|insecure mail relay|relay (?:not|attempt|mail for)|isn'?t (?:in my list of|allowed to be) |rcpthosts|(?:client|sender|host) (?:was )?not authenticated to send|mail server requires authentication when attempting to send to a non-?local/i,
  ],
  [
    'notcompliantrfc',
    /not rfc ?\d* ?compliant|rfc ?(?:2822|5322|822)[^.\n]{0,30}(?:compliant|violat)|multiple (?:\d{3}[- ][\d.]+ )?addresses in from|multiple [\w-]+(?: \d{3}[- ][\d.]+)? headers|missing (?:from|date|message-id|valid)[^.\n]{0,20}header|duplicate header|bare (?:lf|linefeed)|violates? rfc|headers? (?:are|is) not (?:rfc|valid)|must be in dotted/i,
  ],
  [
    'speeding',
    /(?:sent|sending|received?)[^.\n]{0,40}too (?:many (?:recipients|messages|mails?|e-mails?)[^.\n]{0,20}(?:hour|day|minute|period)|fast|quickly|much)|rate[- ]limit|(?:receiving|sending) (?:mail )?(?:at )?(?:a|too high a) rate|too many (?:messages|mails?|e-mails?) |throttl|please (?:slow|try again) (?:down|more slowly)|message rate|excessive message/i,
  ],
  [
    'toomanyconn',
    /too many (?:\w+ )?(?:connections?|sessions?|recipients?|smtp|concurrent|simultaneous|users|errors)|(?:connection|concurren|session)[^.\n]{0,30}(?:limit|exceed|rate)|frequency limited|max(?:imum)? (?:number of )?(?:connections|sessions)|connection (?:rate|frequency)|simultaneous connections/i,
  ],
  ['badreputation', /reputation|user complaints|unexpected volume|senderbase|sender ?score|ip (?:has|had) (?:a )?(?:bad|poor|low)/i],
  [
    'blocked',
    /block ?-?list|black ?-?list|\b(?:dns)?[rd]?bls?\b|spamhaus|spamcop|sorbs|barracudacentral|banned (?:sending )?ip|(?:ip|host|server|client|connection|sender)[^.\n]{0,40}(?:is|was|been|are|has been)? ?(?:blocked|banned|black|listed)|(?:blocked|listed|banned|found)[^.\n]{0,30}(?:using|by (?:rbl|ip)|at zen|in [\w.-]*(?:rbl|bl)\b|\bip\b)|blocked - see|blocked (?:for|by)\b|after initial connection|not accepting connections|servi[cs]e refuse|client host rejected|client host .{0,60}(?:rejected|blocked)|my name was rejected|invalid domain name|bad (?:sender )?(?:helo|ehlo)|(?:helo|ehlo)[^.\n]{0,40}(?:reject|invalid|denied|bad|not accept|fail)|connect(?:ion)? (?:refused|rejected|dropped|denied) (?:by|from|due|based)|(?:temporarily|has been) (?:deferred|blocked)[^.\n]{0,30}\bip\b|generic (?:r?dns|host)|dynamic (?:ip|address|host|range)|residential|(?:your|sending|sender'?s?) (?:ip|server|mail server|host|network)[^.\n]{0,60}(?:reject|refus|not allowed|denied|block|ban)|access (?:denied|from)[^.\n]{0,30}\bip\b|host (?:is )?(?:not allowed|blocked|refused)|unauthori[sz]ed (?:host|client|ip)|no access from|service (?:not available|refused?)[^.\n]{0,40}(?:ip|reputation|blocked)/i,
  ],
  [
    'spamdetected',
    /\bspam|content reject|mail rejete|\bube\b|\buce\b|unsolicited|junk ?mail|bulk (?:e?-?mail|message)|phish|(?:message|content|mail)[^.\n]{0,30}(?:looks|appears|classified|considered|identified|detected)[^.\n]{0,20}(?:as )?(?:spam|bulk|junk|suspicious)|advertis|score[^.\n]{0,20}(?:exceed|too high)|high[^.\n]{0,10}probability/i,
  ],
  [
    'policyviolation',
    /content presents a potential|polic(?:y|ies) violation|header error|for policy reasons|protocol violation|violates? [^.\n]{0,20}polic/i,
  ],
  [
    'rejected',
    /sender address|sender (?:was |is )?rejected|domain of sender|from: domain|[45]\.1\.[78]\b|after mail from|(?:unroute?able|invalid|bad|unknown|forged) (?:sender|return|from|originator)|cannot receive for specified|backscatter/i,
  ],
  [
    'hasmoved',
    /no longer (?:on server|at this|valid|with|works|available|in use|active)|has (?:moved|been replaced|left|changed)|(?:recipient|user|address)[^.\n]{0,20}(?:moved|relocated)|new (?:e-?mail )?address|[45]\.1\.6\b|unbekannt verzogen/i,
  ],
  ['mailererror', /x-unix|mailer error|procmail|pipe to \||exit (?:status|code)|unknown mailer error/i],
  [
    'notaccept',
    /null ?mx|(?:do(?:es)?n'?t|do(?:es)? not|not|never) (?:accept|receive|take) (?:any )?(?:e?-?mails?|messages?|smtp)\b(?! from)|no mx|mail ?exchanger (?:or|not)|mx[^.\n]{0,30}(?:not found|invalid|points? to|null|missing)|couldn'?t find a mail exchanger|no mail exchanger|mail server[^.\n]{0,20}(?:not found|does not exist)|55[46] (?:smtp )?protocol (?:is )?returned a permanent|smtp protocol (?:error|violation) 5|host\/domain does not accept|5\.3\.2\b/i,
  ],
  // A lookup that failed may succeed tomorrow: the sender's resolver gave the verdict, no mail server.
  ['networkerror', /^\s*(?:smtp;\s*)?dns error|host ?-?name ?lookup failure/i],
  [
    'hostunknown',
    /(?:host|domain|server)(?: (?:or domain|or host|name))*(?: name)?[^.\n]{0,60}(?:not found|unknown|not known|not reachable|does ?n[o']t exist|can ?not be (?:found|resolved)|unrouteable|invalid|is not valid|unresolvable)|unknown (?:host|domain|mail host)|no such (?:host|domain)|nxdomain|(?:find|resolve) (?:any |the |a )?(?:host|domain|ip)|bad destination (?:system|host)|name (?:or service not known|service error)|unroute?able (?:mail )?(?:domain|address)|[45]\.1\.2\b|domain[^.\n]{0,30}(?:isn'?t|not) (?:local|found|valid)|dns (?:lookup )?failure|host ?-?name ?lookup|no route to domain|(?:^|\W)host not found/im,
  ],
  [
    'suspend',
    /(?:mail ?box|account|user|recipient|address|inbox|e-?mail)[^.\n]{0,60}(?:disabled|inactive|suspend|frozen|locked|deactivat|not active|closed|disconnected|discontinued|terminated|archived|on hold|cancell?ed|unavailable for (?:abuse|non))|(?:disabled|inactive|suspended|deactivated|closed|frozen|locked|dormant)[^.\n]{0,20}(?:mail ?box|account|user|recipient|address)|is over? ?due|boîte[^.\n]{0,30}désactivée|konto[^.\n]{0,30}(?:gesperrt|deaktiviert)/i,
  ],
  [
    'userunknown',
    /(?:user|recipient|mail ?box|account|address|addressee|alias|customer|subscriber|member|name|inbox|rcpt|destinataire|empf(?:ä|ae)nger|utilisateur|usuario|utente|destinatario|local part|to)\b[^\n]{0,100}?(?:unknown|not (?:be )?(?:found|known|listed|exist|recognized|recognised|valid|local|registered|a valid|our|here|in our|present|deliverable|on this|found in)|does ?n[o']?[ot]? ?exist|do ?n[o']t exist|doesn'?t (?:have|exist)|no ?n-?existent|invalid|unavailable|undeliverable|rejected|inconnu|desconocid|sconosciut|unbekannt|nicht (?:gefunden|bekannt|vorhanden|im (?:domino|adressbuch)|verzeichnet)|n['’]existe|no existe|bad|wrong|ambiguous|incorrect|is not active|not on)|(?:no|unknown|invalid|bad|non-?existent|unrecogni[sz]ed|illegal|not an?|not a valid|undeliverable|inconnu|unrouteable|ambiguous) (?:such |local |e-?mail |virtual )*(?:user|recipient|mailbox|account|address|person|alias|name|addressee|destination|customer|subscriber|rcpt|member|local part|id|drop)|no (?:such|mailbox)|not a (?:known|valid|local) |(?:does|do)(?:n'?t| not) have (?:an?|any)[^.\n]{0,40}account|this (?:user|address|account|mailbox)[^.\n]{0,30}(?:has )?(?:no|not|n't)\b|unknown user|not listed in|there is no one|isn'?t a valid|not our customer|no valid recipients|[45]\.1\.(?:1|10)\b|email account that you tried to reach does not exist|recipientnotfound|宛先|存在しません|見つかりません/i,
  ],
  [
    'expired',
    /time(?:d)?[ -]?out|expired|too long|failed \d+ attempts|(?:retry|retries|attempts)[^.\n]{0,30}(?:exceed|exhaust|limit|timeout)|(?:delivery|message)[^.\n]{0,40}(?:delay|expired|not (?:been )?delivered within)|(?:in|on|for) (?:the )?(?:mail )?queue|could not be delivered (?:for|within|in|since)|given up|giving up|did not accept our requests|(?:for|after|past|within|last) (?:more than )?[\d.]+ (?:seconds?|minutes?|hours?|days?)|[45]\.4\.7\b|will (?:be retried|keep trying|continue to)|unable to deliver in/i,
  ],
  [
    'networkerror',
    /connection (?:refused|reset|closed|lost|dropped|failed|abort|unexpectedly)|(?:lost|dropped|no|unable to establish|couldn'?t|could not|cannot|can'?t) (?:an? )?(?:smtp )?(?:connect|route)|no route|(?:network|host|server)[^.\n]{0,20}(?:unreachable|is down|not respond|error|unavailable)|establish (?:an? )?(?:smtp )?connection|dns (?:error|lookup|server|problem)|loop(?:s|ed|ing)?\b[^.\n]{0,20}(?:back|detected|mail|hop)?|too many hops|mail (?:for|loop)|hop count|[45]\.4\.(?:[0-6])\b|broken pipe|i\/o error|socket error|temporary lookup|name server|all hosts? (?:have been|could)|lookup failure|cannot resolve/i,
  ],
  [
    'mailererror',
    /exit (?:status|code)|procmail|\bpipe\b|(?:command|program|mailer|process|local delivery|delivery agent)[^.\n]{0,40}(?:failed|died|error|exit|output|returned|not found)|x-unix|couldn'?t create|can'?t (?:create|write|open) |maildrop|vacation:/i,
  ],
  [
    'policyviolation',
    /polic(?:y|ies)|protocol violation|not (?:allowed|accepted)(?: -| for| due| because)|network not allowed|prohibited|(?:attachment|file)[^.\n]{0,30}(?:not allowed|type|blocked|forbidden)|disclaimer|you have (?:been|exceeded)|too many bad|improper|content filter|rules? (?:reject|prohibit)/i,
  ],
  [
    'contenterror',
    /(?:message|content|body|header|mime)[^.\n]{0,30}(?:reject|not acceptable|illegal|invalid|malformed|8 ?bit|not supported|improper|denied)|improper (?:use|format)|charset|bad (?:header|content)|content reject|unsupported (?:mime|content)|[45]\.6\.\d\b/i,
  ],
  [
    'rejected',
    /(?:sender|from|mail from|originator|reply|envelope|return|source)\b[^\n]{0,60}(?:reject|denied|refus|not (?:allowed|exist|accept|found|valid|verified|permitted)|does not exist|invalid|verify|verification|unknown|blocked|bad)|(?:verify|verification)[^.\n]{0,30}sender|domain of sender|access denied|address rejected|rejected[^.\n]{0,30}(?:sender|address|from)|[45]\.1\.(?:7|8)\b|does not like sender|sender was rejected|backscatter|cannot receive for specified address/i,
  ],
  [
    'securityerror',
    /authentication|authenticat|authori[sz]|\bauth\b|\btls\b|starttls|ssl|encrypt|certificate|credential|permission|access|password|[45]\.7\.\d+|not permitted|forbidden|denied|security|relay/i,
  ],
  [
    'syntaxerror',
    /syntax|command (?:not recogni[sz]ed|unrecogni[sz]ed|rejected|not implemented)|bad sequence|unrecogni[sz]ed command|improper command|(?:^|\W)50[0-4][ -]/im,
  ],
  [
    'systemerror',
    /system (?:error|config|problem|failure|full|resources)|server (?:error|config)|internal (?:error|software|server)|local (?:error|configuration|problem)|config(?:uration)? (?:error|problem)|transaction failed|could not (?:load|complete|process|be)|(?:service|system|server)[^.\n]{0,20}(?:unavailable|not available|busy|overload|try)|try (?:again )?later|unable to (?:contact|process|open|read|write)|temporar(?:y|ily)|resources|ldap|database|disk|aliasing|(?:^|\W)4\d\d[ -]|[45]\.3\.\d\b|requested action (?:aborted|not taken)|processing|delivery (?:failed|failure|error)/im,
  ],
] as const satisfies readonly (readonly [string, RegExp])[];

/** What a status code alone says (RFC 3463). */
const BY_STATUS: readonly [RegExp, Reason][] = [
  [/^[45]\.1\.(?:1|3|10)$/, 'userunknown'],
  [/^[45]\.1\.2$/, 'hostunknown'],
  [/^[45]\.1\.6$/, 'hasmoved'],
  [/^[45]\.1\.[0789]$/, 'rejected'],
  [/^[45]\.2\.0$/, 'filtered'],
  [/^[45]\.2\.1$/, 'suspend'],
  [/^[45]\.2\.2$/, 'mailboxfull'],
  [/^[45]\.2\.3$/, 'exceedlimit'],
  [/^[45]\.3\.4$/, 'mesgtoobig'],
  [/^[45]\.3\.\d$/, 'systemerror'],
  [/^[45]\.4\.[17]$/, 'expired'],
  [/^[45]\.4\.4$/, 'hostunknown'],
  [/^[45]\.4\.\d$/, 'networkerror'],
  [/^[45]\.5\.\d$/, 'syntaxerror'],
  [/^[45]\.6\.\d$/, 'contenterror'],
  [/^[45]\.7\.\d+$/, 'securityerror'],
];

/** Causes that will not go away by trying again: the address is no good. */
const HARD: ReadonlySet<string> = new Set(['userunknown', 'hostunknown', 'hasmoved', 'notaccept']);

/** What mail systems say of every refusal, and names that only look like words. */
function essence(diagnostic: string): string {
  return diagnostic
    .replace(/i'm not going to try again[;,]? this\s+message has been in the queue too long\.?/gi, ' ')
    .replace(
      /recipient address rejected:(?=\s*\S)|\S+ (?:does|did) not like (?:recipient|our \w+(?: \w+)?)[.:]?|5\.1\.0 - unknown address error/gi,
      ' ',
    )
    .replace(/you do not need to resend your message|this message was created automatically by mail delivery software/gi, ' ')
    .replace(/<?[\w.!#$%&'*+/=?^`{|}~"-]+@[\w.-]+>?/g, ' ADDRESS ')
    .replace(/(https?:\/\/[^\s#]*)#\S*/g, '$1');
}

/** The command the other side refused, where the report says it: in words, or as the last one sent before the answer. */
function commandOf(diagnostic: string, context: string): string | null {
  const words = /in reply to (?:the )?(?:end of )?([A-Z]{4})|SMTP command:?\s+([A-Z]{4})|after (?:the )?(?:end of )?(data|DATA|RCPT|MAIL)/;
  const lines = context.split('\n');
  const said = diagnostic.replace(/\s+/g, ' ').trim().slice(0, 30);
  const answer = lines.findIndex((line) => line.startsWith('<<<') && said !== '' && line.replace(/\s+/g, ' ').includes(said));
  const sent = lines.slice(0, Math.max(0, answer)).findLast((line) => line.startsWith('>>>'));
  const found = words.exec(diagnostic) ?? (sent ? /^>>>\s*([A-Za-z]{4})/.exec(sent) : answer < 0 ? words.exec(context) : null);
  return (
    found
      ?.slice(1)
      .find((word) => word !== undefined)
      ?.toUpperCase() ?? null
  );
}

/**
 * The cause of a refusal, from the words of the other side, else from its status code. `context` is the whole report: an unknown user
 * refused only once the text came is the work of a filter.
 */
export function reasonOf(diagnostic: string, status: string | null, context = ''): Reason {
  const text = essence(diagnostic);
  const rule = RULES.find(([, pattern]) => pattern.test(text));
  if (rule?.[0] === 'userunknown' && !/^[45]\.1\.1$/.test(status ?? '') && commandOf(diagnostic, context) === 'DATA') return 'filtered';
  if (rule) return rule[0];
  return BY_STATUS.find(([pattern]) => status !== null && pattern.test(status))?.[1] ?? (diagnostic.trim() === '' ? 'undefined' : 'onhold');
}

/** Whether an address with this cause is to be left alone. A domain that takes no mail for now may do so again. */
export function isHard(reason: string, status: string | null): boolean {
  return HARD.has(reason) && !(reason === 'notaccept' && status?.startsWith('4'));
}
