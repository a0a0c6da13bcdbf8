import { Core1700000000000 } from './1700000000000-core.js';

/** Every migration in order; a forgotten line is found by the drift test. */
export const migrations = [Core1700000000000];
