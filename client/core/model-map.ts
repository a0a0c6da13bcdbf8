import type { Gone } from '../../shared/events/index.js';

/** What every read model carries. */
export interface Model {
  id: string;
  version: number;
}

/**
 * The one way to keep models on the client: applied events and fetched rows both go through `upsert`, which ignores what is older
 * than what is held. A removed model leaves a tombstone, so that a late event does not bring it back. Pure: works on any Map, also a reactive one.
 */
export class ModelMap<T extends Model> {
  readonly items: Map<string, T>;
  /** Not `#private`: a store hands its maps out as proxies, and a proxy has no private fields. */
  private readonly tombstones = new Map<string, number>();
  constructor(items: Map<string, T> = new Map()) {
    this.items = items;
  }
  get(id: string | null | undefined): T | undefined {
    return id ? this.items.get(id) : undefined;
  }
  /** Takes a model unless a newer one, or a removal after it, is already known. True when something changed. */
  upsert(model: T): boolean {
    const held = this.items.get(model.id);
    if (held && held.version >= model.version) return false;
    if ((this.tombstones.get(model.id) ?? -1) > model.version) return false;
    this.tombstones.delete(model.id);
    this.items.set(model.id, model);
    return true;
  }
  upsertAll(models: readonly T[]): void {
    for (const model of models) this.upsert(model);
  }
  /** The thing is out of sight or deleted as of that version; the same version may still bring it back through another room. */
  remove(gone: Pick<Gone, 'id' | 'version'>): void {
    const held = this.items.get(gone.id);
    if (held && held.version > gone.version) return;
    this.tombstones.set(gone.id, Math.max(gone.version, this.tombstones.get(gone.id) ?? -1));
    this.items.delete(gone.id);
  }
  /** Applies an event's payload, whichever of the two it is. */
  apply(payload: T | Gone): void {
    if ('gone' in payload && payload.gone === true) this.remove(payload);
    else this.upsert(payload as T);
  }
  clear(): void {
    this.items.clear();
    this.tombstones.clear();
  }
}
