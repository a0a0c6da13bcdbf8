import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail the sink took. */
export interface SunkMail {
  from: string;
  to: string[];
  raw: string;
}

/** What the sink does with the next mails; everything is taken by default. */
export interface SinkScript {
  /** Answer to a recipient: `450 4.2.1 later`; null takes it. */
  onRecipient?: (address: string) => string | null;
  /** Answer to the whole mail; `drop` takes it and ends the connection without a word. */
  onMail?: (mail: SunkMail) => string | null;
  /** Awaited before the server is ready for the content. */
  beforeContent?: () => Promise<void>;
  /** Ends new connections at their greeting, and those that are open at the next mail. */
  isDown?: boolean;
}

export interface SmtpSink {
  port: number;
  mails: SunkMail[];
  /** Connections so far. */
  connections: number;
  script: SinkScript;
  close(): Promise<void>;
}

function refusal(answer: string): Error {
  const [, code = '550', words = answer] = /^(\d{3}) (.*)$/.exec(answer) ?? [];
  return Object.assign(new Error(words), { responseCode: Number(code) });
}

/** A real SMTP server on loopback that keeps what it is given, and refuses, delays or drops as told. */
export async function startSmtpSink(login?: { user: string; password?: string; token?: string }): Promise<SmtpSink> {
  const sink: Omit<SmtpSink, 'close' | 'port'> = { mails: [], connections: 0, script: {} };
  const server = new SMTPServer({
    authOptional: login === undefined,
    disabledCommands: login === undefined ? ['AUTH', 'STARTTLS'] : ['STARTTLS'],
    allowInsecureAuth: true,
    authMethods: login?.token === undefined ? ['PLAIN', 'LOGIN'] : ['XOAUTH2'],
    hideENHANCEDSTATUSCODES: true,
    logger: false,
    onConnect(_session, done) {
      sink.connections += 1;
      done(sink.script.isDown ? refusal('421 closed for lunch') : undefined);
    },
    onAuth({ username, password, accessToken }, _session, done) {
      const isRight = login?.token === undefined ? password === login?.password : accessToken === login.token;
      if (username === login?.user && isRight) done(null, { user: username });
      else done(refusal('535 5.7.8 wrong user or password'));
    },
    onRcptTo({ address }, _session, done) {
      if (sink.script.isDown) return dropConnections();
      const answer = sink.script.onRecipient?.(address) ?? null;
      if (answer !== null) return done(refusal(answer));
      void (sink.script.beforeContent?.() ?? Promise.resolve()).then(() => done());
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        const mail = {
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString(),
        };
        const answer = sink.script.onMail?.(mail) ?? null;
        if (answer === null || answer === 'drop') sink.mails.push(mail);
        if (answer === 'drop') dropConnections();
        else done(answer === null ? null : refusal(answer));
      });
    },
  });
  const sockets = new Set<{ destroy(): void }>();
  server.server.on('connection', (socket: { destroy(): void; once(event: string, run: () => void): void }) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const dropConnections = () => {
    for (const socket of sockets) socket.destroy();
  };
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  return Object.assign(sink, {
    port: (server.server.address() as AddressInfo).port,
    close: () =>
      new Promise<void>((resolve) => {
        dropConnections();
        server.close(() => resolve());
      }),
  });
}
