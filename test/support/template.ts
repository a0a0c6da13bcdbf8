/** Name of the migrated, empty database every test database is cloned from. */
export const TEMPLATE = 'ringback_template';
