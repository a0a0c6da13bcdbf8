import type { Application } from '../model/number.js';
import { type Network, newSid } from '../network.js';
import { notFound } from '../rest-error.js';
import { presentApplication } from './number.presenter.js';
import { asksFor, listPage } from './paging.js';
import { created, field, flagField, gone, ok, type RestAnswer, type RestRequest, urlField } from './rest-request.js';
import type { RestRoute } from './route.js';
import { applySettings, newSettings } from './settings-fields.js';

function applicationOf(net: Network, request: RestRequest): Application {
  const application = net.applications.get(request.names['sid'] ?? '');
  if (!application) throw notFound(request.path);
  return application;
}

function list(net: Network, request: RestRequest): RestAnswer {
  const items = [...net.applications.values()]
    .reverse()
    .filter((application) => asksFor(request, 'FriendlyName', application.friendlyName));
  return listPage(request, { key: 'applications', items, present: (application) => presentApplication(net, application) });
}

function create(net: Network, request: RestRequest): RestAnswer {
  const application: Application = {
    ...newSettings('', net.clock.now()),
    sid: newSid(net, 'AP'),
    smsStatusCallback: null,
    messageStatusCallback: null,
    publicApplicationConnectEnabled: false,
  };
  change(net, application, request);
  net.applications.set(application.sid, application);
  return created(presentApplication(net, application));
}

function update(net: Network, request: RestRequest): RestAnswer {
  const application = applicationOf(net, request);
  change(net, application, request);
  return ok(presentApplication(net, application));
}

function change(net: Network, application: Application, request: RestRequest): void {
  applySettings(application, request, net.clock.now());
  const url = (name: string, old: string | null) => (field(request, name) === undefined ? old : (urlField(request, name) ?? null));
  application.smsStatusCallback = url('SmsStatusCallback', application.smsStatusCallback);
  application.messageStatusCallback = url('MessageStatusCallback', application.messageStatusCallback);
  application.publicApplicationConnectEnabled = flagField(
    request,
    'PublicApplicationConnectEnabled',
    application.publicApplicationConnectEnabled,
  );
}

function remove(net: Network, request: RestRequest): RestAnswer {
  net.applications.delete(applicationOf(net, request).sid);
  return gone();
}

/** Operations on TwiML applications. */
export const applicationRoutes: readonly RestRoute[] = [
  { method: 'GET', path: 'Applications', run: list },
  { method: 'POST', path: 'Applications', run: create },
  { method: 'GET', path: 'Applications/:sid', run: (net, request) => ok(presentApplication(net, applicationOf(net, request))) },
  { method: 'POST', path: 'Applications/:sid', run: update },
  { method: 'DELETE', path: 'Applications/:sid', run: remove },
];
