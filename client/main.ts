import './styles/main.css';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './App.vue';
import { startHotkeys } from './core/hotkeys/hotkeys';
import { i18nPlugin, preferredLocale, screenTexts, setLocale } from './core/i18n';
import { startTheme } from './core/theme';
import { router } from './router';

startTheme();
startHotkeys();
await setLocale(preferredLocale(), 'frame');
createApp(App).use(createPinia()).use(i18nPlugin).use(router).mount('#app');
// The router asks again for screens that cannot do without.
screenTexts().catch(() => undefined);
