import { fileURLToPath } from 'node:url';
import tailwind from '@tailwindcss/vite';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { messages } from './scripts/vite-messages.js';

const client = fileURLToPath(new URL('./client', import.meta.url));
const api = `http://127.0.0.1:${process.env.PORT ?? 3000}`;

export default defineConfig({
  root: client,
  plugins: [vue(), tailwind(), messages(client)],
  define: { __RINGBACK_STATES__: JSON.stringify(process.env.RINGBACK_DEV_STATES === '1') },
  resolve: { alias: { 'vue-i18n': 'vue-i18n/dist/vue-i18n.runtime.esm-bundler.js' } },
  server: {
    host: '127.0.0.1',
    port: 5173,
    strictPort: true,
    // The page's own host goes through: the server refuses other sites.
    proxy: {
      '/api': { target: api, changeOrigin: false },
      '/media': { target: api, changeOrigin: false },
      '/healthz': { target: api, changeOrigin: false },
      '/carrier': { target: api, changeOrigin: false, ws: true },
      '/socket.io': { target: api, changeOrigin: false, ws: true },
    },
  },
  build: { outDir: '../dist/client', emptyOutDir: true, sourcemap: true, target: 'es2022', cssMinify: true },
});
