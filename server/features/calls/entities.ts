import { CallEntity } from './call.entity.js';
import { CallDeskEntity } from './call-desk.entity.js';
import { CallMomentEntity } from './call-moment.entity.js';
import { CarrierCommandEntity } from './carrier-command.entity.js';
import { LegEntity } from './leg.entity.js';
import { LostCallEntity } from './lost-call.entity.js';
import { OfferEntity } from './offer.entity.js';
import { QueueStayEntity } from './queue-stay.entity.js';
import { WebhookReceiptEntity } from './webhook-receipt.entity.js';

/** Entities of the calls feature, for the data source and the drift test. */
export const callsEntities = [
  CallEntity,
  LegEntity,
  OfferEntity,
  CallDeskEntity,
  LostCallEntity,
  CallMomentEntity,
  QueueStayEntity,
  WebhookReceiptEntity,
  CarrierCommandEntity,
] as const;
