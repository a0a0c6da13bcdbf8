import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router';
import { screenTexts } from './core/i18n';
import { useSession } from './core/session.store';

/** The gallery of states is for looking and for screenshots: development, or a build that asks for it. */
const devRoutes: RouteRecordRaw[] =
  import.meta.env.DEV || __RINGBACK_STATES__
    ? [
        { path: '/dev/states', component: () => import('./features/dev/StatesView.vue'), meta: { isOpen: true } },
        { path: '/dev/desk', component: () => import('./features/dev/DeskView.vue'), meta: { isOpen: true } },
      ]
    : [];

/** Beside people and companies: their tree or their list. */
const peopleList = () => import('./features/people/PeopleList.vue');

/** Screens inside the console. `components` fill its panes: `list`, `default`, `context`. */
const screens: RouteRecordRaw[] = [
  { path: '', redirect: '/desk' },
  { path: 'desk', component: () => import('./features/calls/DeskView.vue') },
  { path: 'desk/call/:callId', component: () => import('./features/calls/CallView.vue') },
  {
    path: 'desk/complete/:callId',
    components: { default: () => import('./features/calls/CallView.vue'), context: () => import('./features/calls/CompleteContext.vue') },
    meta: { hasContext: true },
  },
  { path: 'people', components: { list: peopleList, default: () => import('./features/people/PersonView.vue') }, meta: { hasList: true } },
  {
    path: 'people/:personId',
    components: {
      list: peopleList,
      default: () => import('./features/people/PersonView.vue'),
      context: () => import('./features/people/PersonContext.vue'),
    },
    meta: { hasList: true, hasContext: true },
  },
  {
    path: 'companies',
    components: { list: peopleList, default: () => import('./features/people/CompanyView.vue') },
    meta: { hasList: true },
  },
  {
    path: 'companies/:companyId',
    components: {
      list: peopleList,
      default: () => import('./features/people/CompanyView.vue'),
      context: () => import('./features/people/CompanyContext.vue'),
    },
    meta: { hasList: true, hasContext: true },
  },
  { path: 'tickets', redirect: '/tickets/mine' },
  { path: 'tickets/new', component: () => import('./features/tickets/NewTicket.vue') },
  {
    path: 'tickets/:view(mine|team|unassigned|waiting|all|[0-9a-f-]{36})/:ticketId?',
    components: {
      list: () => import('./features/tickets/TicketList.vue'),
      default: () => import('./features/tickets/TicketView.vue'),
      context: () => import('./features/tickets/TicketContext.vue'),
    },
    meta: { hasList: true, hasContext: true, keepsList: true },
  },
  { path: 't/:number', component: () => import('./features/tickets/NumberView.vue') },
  { path: 'search', component: () => import('./features/search/SearchView.vue') },
  { path: 'tasks', redirect: '/tasks/mine' },
  { path: 'tasks/:view', component: () => import('./features/tasks/TasksView.vue') },
  {
    path: 'live',
    components: { default: () => import('./features/live/LiveView.vue'), context: () => import('./features/live/LiveContext.vue') },
    meta: { hasContext: true },
  },
  {
    path: 'settings/:section?',
    components: {
      list: () => import('./features/settings/SettingsNav.vue'),
      default: () => import('./features/settings/SettingsView.vue'),
    },
    meta: { hasList: true },
  },
  { path: ':rest(.*)*', component: () => import('./ui/NotFound.vue') },
];

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    ...devRoutes,
    { path: '/sign-in', component: () => import('./features/auth/SignInView.vue'), meta: { isOpen: true } },
    { path: '/welcome', component: () => import('./features/welcome/WelcomeView.vue'), meta: { isOpen: true } },
    { path: '/', component: () => import('./features/shell/AppShell.vue'), children: screens },
  ],
});

/** Nobody sees a screen before the server said who they are, however often it must be asked; a fresh installation begins at /welcome. */
router.beforeEach(async (to) => {
  const session = useSession();
  if (to.meta.isOpen || session.me) return true;
  if (await session.untilAnswered(session.resume)) return true;
  const { needsSetup } = await session.untilAnswered(session.loadSetup);
  return needsSetup ? '/welcome' : { path: '/sign-in', query: { back: to.fullPath } };
});

/** The desk and the sign-in are painted with the frame's texts alone; every other screen waits for its own. */
router.beforeResolve(async (to) => {
  if (!/^\/(desk|sign-in)/.test(to.path)) await screenTexts();
});
