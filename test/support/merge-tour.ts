import { createPerson, getPerson } from '../../shared/contract/people.js';
import { mergePeople, undoPersonMerge } from '../../shared/contract/person-merges.js';
import type { InputOf, Operation, OutputOf } from '../../shared/operation.js';

type Run = <Op extends Operation>(operation: Op, input: InputOf<Op>) => Promise<OutputOf<Op>>;

/** Merges two records of one person, parts them, and merges them again. Returns both ids. */
export async function tourTheMerges(run: Run): Promise<string[]> {
  const from = await run(createPerson, { givenName: 'Ida', familyName: 'Ohm', phones: [{ number: '+49 30 9001001' }] });
  const into = await run(createPerson, { givenName: 'I.', familyName: 'Ohm', phones: [{ number: '+49 30 9001002' }] });
  const versions = async () => {
    const [{ person: one }, { person: other }] = [await run(getPerson, { personId: from.id }), await run(getPerson, { personId: into.id })];
    return { personId: one.id, intoId: other.id, version: one.version, intoVersion: other.version };
  };
  const merge = await run(mergePeople, await versions());
  await run(undoPersonMerge, { mergeId: merge.id });
  await run(mergePeople, await versions());
  return [from.id, into.id];
}
