import { CompanyEntity } from './companies/company.entity.js';
import { CompanyFactsEntity, NumberChoiceEntity, PersonFactsEntity, PhoneHintEntity } from './facts.entities.js';
import { PersonMergedRow, PersonMergeRow } from './merges/person-merge.entities.js';
import { PersonEntity } from './person.entity.js';
import { ConsentEntity, PositionEntity } from './person-parts.entities.js';
import { MailAddressEntity, PhoneNumberEntity } from './reach/reach.entities.js';

/** Entities of the people feature, for the data source and the drift test. `search_keys` is derived and has none. */
export const peopleEntities = [
  CompanyEntity,
  PersonEntity,
  PhoneNumberEntity,
  MailAddressEntity,
  PositionEntity,
  ConsentEntity,
  PersonFactsEntity,
  CompanyFactsEntity,
  NumberChoiceEntity,
  PhoneHintEntity,
  PersonMergeRow,
  PersonMergedRow,
] as const;
