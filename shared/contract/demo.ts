import { Done } from '../models/base.js';
import { defineOperation } from '../operation.js';

/** Fills in demo data, marked as such: German and English people, companies in trees, tickets, past contacts, promises. */
export const fillDemoData = defineOperation({
  id: 'demo.fill',
  method: 'POST',
  path: '/demo-data',
  summary: 'Fill in demo data',
  scope: 'admin',
  output: Done,
});
/** Removes everything that is marked as demo, with what hangs on it. */
export const removeDemoData = defineOperation({
  id: 'demo.remove',
  method: 'DELETE',
  path: '/demo-data',
  summary: 'Remove all demo data',
  scope: 'admin',
  output: Done,
});
