import { liveDays } from './support/random-days.js';

liveDays(1, 2);
