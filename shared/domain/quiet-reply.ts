/** A reply with more words than this says something. */
const MOST_WORDS = 12;
/** Words that are neither thanks nor courtesy, at most: a name, a product. */
const MOST_STRANGE = 2;

const words = (text: string) => new Set(text.trim().split(/\s+/));

const THANKS = words(`
  danke dankeschön dankesehr dank dankbar merci thx thanks thank thankyou ty cheers tnx thanx gracias grazie obrigado obrigada bedankt dankjewel
  dziękuję dzięki děkuji tack takk tak kiitos спасибо
  perfekt super prima toll spitze klasse top wunderbar bestens großartig perfect great awesome brilliant excellent wonderful parfait perfetto perfecto`);

/** Any of them may turn thanks into the contrary, or into a wish. */
const TURNING = words(`
  aber nicht nichts nie niemals kein keine keinen leider noch trotzdem dennoch jedoch allerdings außerdem sondern obwohl weiterhin erneut nochmal nochmals
  defekt kaputt falsch fehler fehlt fehlen mangel schade enttäuscht beschwerde kündigen kündigung storno stornieren widerruf anwalt rückerstattung erstattung
  bitte bitten könnt können könnten kann könnte würde würden möchte möchten will wollen brauche brauchen benötige benötigen soll sollen müssen muss warte warten
  schicken schickt senden sendet anrufen rufen melden ändern löschen prüfen wann warum wieso weshalb wie wo wer welche welcher was frage fragen falls wenn bis ob
  but not no never none nothing still yet however although though unfortunately sadly again another also except until unless if when why how where who which what
  cannot cant dont doesnt didnt isnt wasnt wont hasnt havent without please can could would will should must need needs want wants send call change cancel refund
  broken wrong missing error fails failed failing fail issue problem probleme problems question questions wait waiting complaint lawyer
  mais pas encore malheureusement pero todavía aún ma ancora purtroppo non maar niet nog helaas ale nie jeszcze niestety`);

/** These mend a word of the list above: `Problem gelöst, danke`. */
const MENDED = words('gelöst behoben erledigt geklärt weg verschwunden solved fixed resolved sorted gone');
const MENDABLE = words('problem probleme problems issue fehler error');

const COURTESY = words(`
  vielen viele herzlichen herzlich lieben liebe lieber besten beste tausend ganz sehr so für die der das den dem des ein eine einen ihr ihre ihren ihrer euch euer eure dir
  dein deine sie ihnen mir mich uns unser und auch schnelle schnellen schneller schnell rasche raschen prompte kompetente freundliche freundlichen tolle tollen gute guten
  hilfe antwort rückmeldung unterstützung info infos information auskunft erledigung bearbeitung service mühe bemühungen arbeit lösung mail nachricht hinweis tipp support
  hat hatte ist war es alles jetzt nun wieder gut klappt geklappt funktioniert funktionierte geht läuft passt gepasst stimmt geholfen gelöst behoben erledigt geklärt da
  angekommen erhalten bekommen ok okay oki alles klar ja jawohl genau verstanden gerne freut schönen schönes schöne tag abend wochenende woche feierabend ebenfalls
  mit grüße grüßen gruß grüsse gruss lg vg mfg bg hallo hi hey servus moin team an
  you your yours very much so many a an the for that this it its is was works working worked now all good fine solved fixed resolved sorted done helped help helping helpful
  quick fast prompt swift kind kindly speedy reply response answer support assistance service everything appreciate appreciated really lot lots i we my our me us and too
  dear hello best kind warm regards cheers have nice day weekend evening one yes yep got received understood amazing job work
  beaucoup pour votre aide muchas por su ayuda mille molto per`);

/** The word behind is a name. */
const TITLES = words('frau herr herrn mr ms mrs dr madame monsieur señor señora');

/**
 * True for a reply that only thanks: at most twelve words, one of them thanks or praise, no question, nothing that could turn or want something. Who calls
 * it has seen that there is no file with it. In doubt false: the ticket then comes back. Expects the visible new text, without quotes and signature.
 */
export function isOnlyThanks(text: string): boolean {
  if (/[?？؟]|https?:|www\.|\d/u.test(text)) return false;
  const said = (text.toLowerCase().match(/[\p{L}][\p{L}\p{M}'’-]*/gu) ?? []).map((word) => word.replace(/['’]/g, ''));
  if (said.length === 0 || said.length > MOST_WORDS || !said.some((word) => THANKS.has(word))) return false;
  const isMended = said.some((word) => MENDED.has(word));
  if (said.some((word) => TURNING.has(word) && !(isMended && MENDABLE.has(word)))) return false;
  const known = [THANKS, COURTESY, MENDED, MENDABLE, TITLES];
  const strange = said.filter((word, at) => !known.some((list) => list.has(word)) && !TITLES.has(said[at - 1] ?? ''));
  return strange.length <= MOST_STRANGE;
}
