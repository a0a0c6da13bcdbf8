import { Core1700000000000 } from './1700000000000-core.js';
import { CreatePeople1700000100000 } from './1700000100000-create-people.js';
import { CreateHistory1700000150000 } from './1700000150000-create-history.js';
import { CreateQueues1700000200000 } from './1700000200000-create-queues.js';
import { CreateAgents1700000300000 } from './1700000300000-create-agents.js';
import { CreateTickets1700000400000 } from './1700000400000-create-tickets.js';
import { CreateTasks1700000500000 } from './1700000500000-create-tasks.js';
import { CreateCalls1700000600000 } from './1700000600000-create-calls.js';
import { CreateTelephony1700000700000 } from './1700000700000-create-telephony.js';
import { GuardPromises1700000800000 } from './1700000800000-guard-promises.js';
import { CreateMail1700000900000 } from './1700000900000-create-mail.js';
import { CreateOutbox1700000950000 } from './1700000950000-create-outbox.js';
import { NoNegativeDurations1795380015526 } from './1795380015526-no-negative-durations.js';
import { HoldTelephony1795380016000 } from './1795380016000-hold-telephony.js';
import { TrustImageSenders1795387800000 } from './1795387800000-trust-image-senders.js';
import { CreateQueueStays1795388106070 } from './1795388106070-create-queue-stays.js';
import { MarkBouncedAddresses1795388500000 } from './1795388500000-mark-bounced-addresses.js';
import { CreateFetching1795389600000 } from './1795389600000-create-fetching.js';
import { TicketChannel1795389900000 } from './1795389900000-ticket-channel.js';
import { MoveTickets1795390100000 } from './1795390100000-move-tickets.js';
import { LinkTickets1795390200000 } from './1795390200000-link-tickets.js';
import { CreateTicketWork1795390300000 } from './1795390300000-create-ticket-work.js';
import { FindMailsByRecipient1795390500000 } from './1795390500000-find-mails-by-recipient.js';
import { CreateSearch1795391000000 } from './1795391000000-create-search.js';
import { CreateSla1795391200000 } from './1795391200000-create-sla.js';
import { CreateTicketViews1795391500000 } from './1795391500000-create-ticket-views.js';
import { OrderDomains1795391600000 } from './1795391600000-order-domains.js';
import { IndexTicketOrders1795391700000 } from './1795391700000-index-ticket-orders.js';
import { MergePeople1795391900000 } from './1795391900000-merge-people.js';
import { CreateSnippets1795392100000 } from './1795392100000-create-snippets.js';
import { CreateMacros1795392200000 } from './1795392200000-create-macros.js';
import { MentionColleagues1795392300000 } from './1795392300000-mention-colleagues.js';

/** Every migration in order; a forgotten line is found by the drift test. */
export const migrations = [
  Core1700000000000,
  CreatePeople1700000100000,
  CreateHistory1700000150000,
  CreateQueues1700000200000,
  CreateAgents1700000300000,
  CreateTickets1700000400000,
  CreateTasks1700000500000,
  CreateCalls1700000600000,
  CreateTelephony1700000700000,
  GuardPromises1700000800000,
  CreateMail1700000900000,
  CreateOutbox1700000950000,
  NoNegativeDurations1795380015526,
  HoldTelephony1795380016000,
  TrustImageSenders1795387800000,
  CreateQueueStays1795388106070,
  MarkBouncedAddresses1795388500000,
  CreateFetching1795389600000,
  TicketChannel1795389900000,
  MoveTickets1795390100000,
  LinkTickets1795390200000,
  CreateTicketWork1795390300000,
  FindMailsByRecipient1795390500000,
  CreateSearch1795391000000,
  CreateSla1795391200000,
  CreateTicketViews1795391500000,
  OrderDomains1795391600000,
  IndexTicketOrders1795391700000,
  MergePeople1795391900000,
  CreateSnippets1795392100000,
  CreateMacros1795392200000,
  MentionColleagues1795392300000,
];
