import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { type ParsedMail, simpleParser } from 'mailparser';
import pg from 'pg';
import { Server } from 'socket.io';

// The limit to compare with: Express, pg and Socket.IO alone, doing the same inserts, the same key look-ups, the same broadcasts.

const TABLES = `
CREATE SCHEMA IF NOT EXISTS bare;
CREATE SEQUENCE IF NOT EXISTS bare.ticket_seq;
CREATE TABLE IF NOT EXISTS bare.numbers (number bigint PRIMARY KEY, ticket_id uuid NOT NULL, drawn_at timestamptz NOT NULL);
CREATE TABLE IF NOT EXISTS bare.tickets (id uuid PRIMARY KEY, number bigint UNIQUE NOT NULL, subject text NOT NULL, at timestamptz NOT NULL);
CREATE TABLE IF NOT EXISTS bare.mails (id uuid PRIMARY KEY, ticket_id uuid NOT NULL, message_id text NOT NULL, refs text[] NOT NULL, sender text NOT NULL, subject text NOT NULL, text text NOT NULL, at timestamptz NOT NULL);
CREATE INDEX IF NOT EXISTS bare_mails_message_id ON bare.mails (message_id);
CREATE INDEX IF NOT EXISTS bare_mails_ticket ON bare.mails (ticket_id, at);
CREATE TABLE IF NOT EXISTS bare.events (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, type text NOT NULL, payload jsonb NOT NULL, rooms text[] NOT NULL, at timestamptz NOT NULL);
CREATE TABLE IF NOT EXISTS bare.audit (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, entity text NOT NULL, entity_id text NOT NULL, action text NOT NULL, at timestamptz NOT NULL);
`;

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 16 });
await pool.query(TABLES);
const app = express();
app.use(express.json());
const server = createServer(app);
const io = new Server(server, { transports: ['websocket'] });

async function insertTicket(subject: string): Promise<{ id: string; number: string }> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { rows } = await client.query<{ id: string; number: string }>(
      `WITH n AS (INSERT INTO bare.numbers SELECT nextval('bare.ticket_seq'), gen_random_uuid(), now() RETURNING *)
       INSERT INTO bare.tickets SELECT ticket_id, number, $1, now() FROM n RETURNING id, number`,
      [subject],
    );
    const ticket = rows[0] ?? { id: '', number: '' };
    await client.query(`INSERT INTO bare.events (type, payload, rooms, at) VALUES ('ticket.created', $1, '{team:1}', now())`, [
      JSON.stringify(ticket),
    ]);
    await client.query(`INSERT INTO bare.audit (entity, entity_id, action, at) VALUES ('tickets', $1, 'created', now())`, [ticket.id]);
    await client.query('COMMIT');
    return ticket;
  } finally {
    client.release();
  }
}

/** The mail on the ticket of the mail it refers to, or on a new one. */
async function insertMail({ messageId = '', references = [], from, subject = '', text = '' }: ParsedMail): Promise<{ id: string }> {
  const refs = typeof references === 'string' ? [references] : references;
  const known = await pool.query<{ id: string }>('SELECT ticket_id AS id FROM bare.mails WHERE message_id = ANY($1) LIMIT 1', [refs]);
  const ticket = known.rows[0] ?? (await insertTicket(subject));
  await pool.query('INSERT INTO bare.mails VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, $6, now())', [
    ticket.id,
    messageId,
    refs,
    from?.text ?? '',
    subject,
    text,
  ]);
  return { id: ticket.id };
}

app.post('/mail', express.raw({ type: 'message/rfc822', limit: '64mb' }), async (request, response) => {
  response.json(await insertMail(await simpleParser(request.body as Buffer)));
});
app.post('/ticket', async (request, response) => {
  const { subject } = request.body as { subject: string };
  response.json(await insertTicket(subject));
});
app.get('/mails/:ticketId', async (request, response) => {
  const { rows } = await pool.query('SELECT * FROM bare.mails WHERE ticket_id = $1 ORDER BY at', [request.params.ticketId]);
  response.json(rows);
});
app.get('/person/:id', async (request, response) => {
  const { rows } = await pool.query('SELECT * FROM persons WHERE id = $1', [request.params.id]);
  response.json(rows[0] ?? null);
});
app.post('/pop', async (request, response) => {
  const { mark } = request.body as { mark: string };
  const ticket = await insertTicket(mark);
  io.emit('pop', { mark, ticket });
  response.json({ ok: true });
});
app.post('/emit', (request, response) => {
  io.emit('event', request.body);
  response.json({ ok: true });
});
server.listen(0, '127.0.0.1', () => console.log(`bare at http://127.0.0.1:${(server.address() as AddressInfo).port}`));
