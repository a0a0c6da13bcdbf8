import { describe, expect, it } from 'vitest';
import { reactive } from 'vue';
import { ModelMap } from './model-map';

interface Thing {
  id: string;
  version: number;
  name: string;
}
const thing = (version: number, name = `v${version}`): Thing => ({ id: 'a', version, name });

describe('ModelMap', () => {
  it('keeps the newest version, whatever the order', () => {
    const map = new ModelMap<Thing>();
    for (const version of [2, 1, 3, 3, 2]) map.upsert(thing(version));
    expect(map.get('a')?.name).toBe('v3');
  });
  it('does not bring a removed thing back by a late event, but does by a newer one', () => {
    const map = new ModelMap<Thing>();
    map.upsert(thing(1));
    map.apply({ id: 'a', version: 3, gone: true });
    map.upsert(thing(2));
    expect(map.get('a')).toBeUndefined();
    map.upsert(thing(4));
    expect(map.get('a')?.version).toBe(4);
  });
  it('heals when another room still shows the version one room lost', () => {
    const map = new ModelMap<Thing>();
    map.apply({ id: 'a', version: 2, gone: true });
    map.upsert(thing(2));
    expect(map.get('a')?.version).toBe(2);
  });
  it('works through the proxy a store hands out', () => {
    const map = reactive({ things: new ModelMap<Thing>() });
    map.things.upsert(thing(1));
    map.things.remove({ id: 'a', version: 2 });
    expect(map.things.get('a')).toBeUndefined();
  });
});
