import { register } from 'tsx/esm/api';

// Development and tests run the sources as they are.
register();
await import('./worker.js');
