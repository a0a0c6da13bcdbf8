import { describe, expect, it } from 'vitest';
import { readFailure } from './faults.js';

const failed = (message: string, fields: object) => Object.assign(new Error(message), fields);

describe('readFailure', () => {
  it.each([
    ['login-refused', { authenticationFailed: true, responseText: 'Authentication failed.' }],
    ['app-password', { authenticationFailed: true, responseText: 'Application-specific password required: https://support.google.com/…' }],
    [
      'imap-disabled',
      { authenticationFailed: true, responseText: 'Your account is not enabled for IMAP use. Please visit your settings page' },
    ],
    ['imap-disabled', { responseStatus: 'NO', responseText: 'User is authenticated but not connected.' }],
    ['no-folder', { responseStatus: 'NO', mailboxMissing: true, responseText: "Mailbox doesn't exist: X" }],
    ['no-tls', { tlsFailed: true }],
    ['certificate', { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }],
    ['unknown-host', { code: 'ENOTFOUND' }],
    ['timeout', { code: 'CONNECT_TIMEOUT' }],
    ['not-imap', { code: 'GREETING_TIMEOUT' }],
    ['no-connection', { code: 'ECONNREFUSED' }],
    ['refused', { responseStatus: 'NO', responseText: 'Over quota' }],
  ] as const)('is %s', (fault, fields) => {
    expect(readFailure(failed('Command failed', fields)).fault).toBe(fault);
  });

  it('keeps the words of the server', () => {
    expect(readFailure(failed('Command failed', { responseStatus: 'NO', responseText: 'Over quota' })).answer).toBe('Over quota');
  });
});
