import type { HttpMethod } from './call.js';

/** The fields numbers and applications share. */
export interface VoiceSettings {
  friendlyName: string;
  voiceUrl: string | null;
  voiceMethod: HttpMethod;
  voiceFallbackUrl: string | null;
  voiceFallbackMethod: HttpMethod;
  statusCallback: string | null;
  statusCallbackMethod: HttpMethod;
  voiceCallerIdLookup: boolean;
  smsUrl: string | null;
  smsMethod: HttpMethod;
  smsFallbackUrl: string | null;
  smsFallbackMethod: HttpMethod;
  readonly createdAt: number;
  updatedAt: number;
}

/** A number the account owns. */
export interface IncomingNumber extends VoiceSettings {
  readonly sid: string;
  readonly phoneNumber: string;
  voiceApplicationSid: string | null;
  smsApplicationSid: string | null;
  trunkSid: string | null;
}

/** A TwiML application. */
export interface Application extends VoiceSettings {
  readonly sid: string;
  smsStatusCallback: string | null;
  messageStatusCallback: string | null;
  publicApplicationConnectEnabled: boolean;
}

/** An entry of the account's error log. */
export interface Notification {
  readonly sid: string;
  readonly callSid: string | null;
  readonly at: number;
  readonly code: number;
  /** `0` is an error, `1` a warning. */
  readonly log: '0' | '1';
  readonly text: string;
  readonly requestUrl: string;
  readonly requestMethod: HttpMethod;
}
