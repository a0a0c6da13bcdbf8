import { defineStore } from 'pinia';
import { ref, shallowReactive } from 'vue';
import { companyTree, createCompany, editCompany, getCompany } from '../../../shared/contract/people';
import type { Company, CompanyLite, CompanyMember } from '../../../shared/models/people';
import type { InputOf, OutputOf } from '../../../shared/operation';
import { api } from '../../core/api';
import { ModelMap } from '../../core/model-map';
import { send, withPending } from '../../core/pending';
import { onEvent } from '../../core/sync';

/** Companies this tab has seen, their names for paths, their people and trees. */
export const useCompanies = defineStore('companies', () => {
  const companies = new ModelMap<Company>(shallowReactive(new Map()));
  const names = shallowReactive(new Map<string, CompanyLite>());
  const members = shallowReactive(new Map<string, { items: readonly CompanyMember[]; total: number }>());
  /** Whether what is told of a company takes in what hangs below it. */
  const isRolledUp = ref(true);
  onEvent('company.changed', (payload) => {
    companies.apply(payload);
    if ('name' in payload) takeLite([payload]);
  });

  function takeLite(list: readonly CompanyLite[]): void {
    for (const { id, name, kind, parentId } of list) names.set(id, { id, name, kind, parentId });
  }
  async function load(companyId: string): Promise<void> {
    const page = await api(getCompany, { companyId });
    companies.upsert(page.company);
    takeLite([page.company, ...page.path]);
    members.set(companyId, { items: page.members, total: page.membersTotal });
  }
  async function loadTree(companyId: string): Promise<OutputOf<typeof companyTree>> {
    const tree = await api(companyTree, { companyId });
    takeLite(tree.items);
    return tree;
  }
  /** From the root down to the company itself, as far as it is known here. */
  function pathOf(companyId: string | null): CompanyLite[] {
    const path: CompanyLite[] = [];
    let at = companyId === null ? undefined : names.get(companyId);
    while (at && !path.includes(at)) {
      path.unshift(at);
      at = at.parentId === null ? undefined : names.get(at.parentId);
    }
    return path;
  }
  function take(company: Company): Company {
    companies.upsert(company);
    takeLite([company]);
    return company;
  }
  return {
    companies,
    members,
    isRolledUp,
    takeLite,
    load,
    loadTree,
    pathOf,
    nameOf: (id: string | null | undefined) => (id ? (names.get(id)?.name ?? '') : ''),
    get: (id: string | null | undefined): Company | undefined => {
      const company = companies.get(id);
      return company && withPending(company);
    },
    create: async (input: InputOf<typeof createCompany>) => take(await send(createCompany, input)),
    edit: async (input: InputOf<typeof editCompany>) => take(await send(editCompany, input)),
  };
});
