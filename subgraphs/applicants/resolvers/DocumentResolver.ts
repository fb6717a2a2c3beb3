// Papers: what each is worth, what contradicts it, and who else rests on it.

import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { PERSONAL_DATA } from '../../kit/schema/personalData.js';
import { STATE_HELD } from '../../kit/schema/stateHeld.js';
import { businessDate } from '../../kit/time/calendarDate.js';
import type { ApplicantsContext } from '../context.js';
import type { Applicant as ApplicantRow, Document as DocumentRow, DocumentStatus } from '../model.js';
import { contradicts } from '../rules/contradicts.js';
import { documentStatus } from '../rules/documentStatus.js';
import { Applicant } from '../types/Applicant.js';
import { Document } from '../types/Document.js';
import { DocumentStatusEnum } from '../types/enums.js';

@Resolver(() => Document)
export class DocumentResolver {
  // Rests on what the issuer's register confirmed.
  @Directive(PERSONAL_DATA)
  @Directive(STATE_HELD)
  @FieldResolver(() => DocumentStatusEnum)
  async status(@Root() document: DocumentRow, @Ctx() context: ApplicantsContext): Promise<DocumentStatus> {
    return documentStatus(document, await papersOfSubject(document, context), businessDate(context.clock.now()));
  }

  @FieldResolver(() => [Document], { description: 'Papers of the same person that state another birth or name, those that the caller may see. The status tells also of others.' })
  async contradicts(@Root() document: DocumentRow, @Ctx() context: ApplicantsContext): Promise<DocumentRow[]> {
    const found = (await papersOfSubject(document, context)).filter((other) => contradicts(document, other));
    if (context.viewer.kind === 'everybody') return found;
    const seen = await Promise.all(found.map(({ id }) => context.document.load(id)));
    return seen.filter((other) => other !== null);
  }

  @Directive(PERSONAL_DATA)
  @FieldResolver(() => [Applicant], { description: 'Everyone who rests on this paper, where they are several, as far as the caller may see them.' })
  async sharedWith(@Root() document: DocumentRow, @Ctx() context: ApplicantsContext): Promise<ApplicantRow[]> {
    const holders = await context.holdersOfDocument.load(document.id);
    if (holders.length < 2) return [];
    const applicants = await Promise.all(holders.map(({ applicantId }) => context.applicant.load(applicantId)));
    return applicants.filter((applicant) => applicant !== null);
  }
}

/** The subject always holds their own papers. Whoever looks, they are judged by all of them. */
async function papersOfSubject({ subjectId }: DocumentRow, context: ApplicantsContext): Promise<readonly DocumentRow[]> {
  return subjectId === null ? [] : context.papersOfSubject.load(subjectId);
}
