import { Core1700000000000 } from './1700000000000-core.js';
import { CreatePeople1700000100000 } from './1700000100000-create-people.js';
import { CreateHistory1700000150000 } from './1700000150000-create-history.js';

/** Every migration in order; a forgotten line is found by the drift test. */
export const migrations = [Core1700000000000, CreatePeople1700000100000, CreateHistory1700000150000];
