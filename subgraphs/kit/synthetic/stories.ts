// Cases that show one thing each. They are the first cases of every synthetic world, in this order,
// and the README lists them by name.

export const STORIES = [
  { story: 'cleared-and-ready', title: 'every answer is there and positive: nothing stands in the way of a decision' },
  { story: 'waiting-for-one-authority', title: 'one authority has been asked and is still within its term' },
  { story: 'authority-silent', title: 'an authority let its term pass in silence: not determined, never consent' },
  { story: 'concurrence-refused', title: 'the national security body objected' },
  { story: 'one-block-below-30', title: 'the mean of the language test is high, one block is below 30 %' },
  { story: 'score-exactly-400', title: 'the score meets the threshold exactly' },
  { story: 'score-399', title: 'one point below the threshold: no authority is asked' },
  { story: 'quota-full', title: 'a kandas family asks for a region without a free place' },
  { story: 'kandas-with-place', title: 'a kandas family has a place in a reception region' },
  { story: 'general-free-region', title: 'the general track: any region, no place, no support' },
  { story: 'not-yet-asked', title: 'the questionnaire is open, no authority has been asked' },
  { story: 'not-applicable', title: 'a digital nomad: neither labour demand nor a quota place applies' },
  { story: 'in-demand-profession', title: 'a physician whom an employer of the region looks for' },
  { story: 'contradicting-documents', title: 'two papers of one person state different births' },
  { story: 'family-shared-papers', title: 'a family whose members rest on the same papers' },
] as const;

export type StoryName = (typeof STORIES)[number]['story'];
