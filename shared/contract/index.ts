import * as agents from './agents.js';
import * as auth from './auth.js';
import * as callDesk from './call-desk.js';
import * as calls from './calls.js';
import * as demo from './demo.js';
import * as drafts from './drafts.js';
import * as fetching from './fetching.js';
import * as history from './history.js';
import * as live from './live.js';
import * as lostCalls from './lost-calls.js';
import * as macros from './macros.js';
import * as mail from './mail.js';
import * as outbox from './outbox.js';
import * as people from './people.js';
import * as peopleLike from './people-like.js';
import * as peopleMail from './people-mail.js';
import * as personMerges from './person-merges.js';
import * as queues from './queues.js';
import * as search from './search.js';
import * as settings from './settings.js';
import * as sla from './sla.js';
import * as snippets from './snippets.js';
import * as tasks from './tasks.js';
import * as telephony from './telephony.js';
import * as ticketEdits from './ticket-edits.js';
import * as ticketLinks from './ticket-links.js';
import * as ticketMoves from './ticket-moves.js';
import * as ticketReasons from './ticket-reasons.js';
import * as ticketViews from './ticket-views.js';
import * as ticketWork from './ticket-work.js';
import * as tickets from './tickets.js';
import * as voiceTokens from './voice-token.js';

/** Every operation of the product. One file per feature, listed here; `test/contract` demands a route for each. */
export const contract = {
  ...agents,
  ...auth,
  ...calls,
  ...callDesk,
  ...demo,
  ...drafts,
  ...fetching,
  ...history,
  ...live,
  ...lostCalls,
  ...mail,
  ...outbox,
  ...people,
  ...peopleLike,
  ...peopleMail,
  ...personMerges,
  ...queues,
  ...search,
  ...settings,
  ...sla,
  ...tasks,
  ...telephony,
  ...ticketEdits,
  ...ticketLinks,
  ...ticketMoves,
  ...ticketReasons,
  ...ticketViews,
  ...snippets,
  ...macros,
  ...ticketWork,
  ...tickets,
  ...voiceTokens,
} as const;
