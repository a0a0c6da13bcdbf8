import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, it } from 'vitest';
import { DeviceClient } from '../../server/carrier/device-client.js';
import { withWorld } from './support/with-world.js';

describe('an orderly end', () => {
  it('waits neither for phones that sit on an upgraded connection nor for connections that browsers open in advance', () =>
    withWorld({}, async (world) => {
      const agent = await world.agent();
      const token = world.app.telephony.accessToken(agent.id, 3600) ?? '';
      const phone = await DeviceClient.open({
        url: `${world.app.url.replace('http', 'ws')}/carrier/device`,
        token,
        instance: randomUUID(),
      });
      const unused = connect(world.port, '127.0.0.1');
      await once(unused, 'connect');
      // The server takes connections in order: once it has answered this, it knows that one.
      await world.app.send('GET', '/healthz');
      // The ends are the proof: each of these connections would stay open for ever by itself.
      await Promise.all([world.app.stop(), once(phone, 'close'), once(unused, 'close')]);
    }));
});
