import { computed } from 'vue';
import { useRoute } from 'vue-router';

/** The id of what is open in a section: a query key of the URL. */
export function useOpenId(query = 'edit') {
  const route = useRoute();
  return computed(() => (route.query[query] ? String(route.query[query]) : null));
}
