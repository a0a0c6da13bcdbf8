import { liveDays } from './support/random-days.js';

liveDays(2, 2);
