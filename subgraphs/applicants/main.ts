// Process of the applicants agency. Beside what every agency reads from its environment:
//   SCORE_TABLE_FILE         path of the score tables, JSON; default: the shipped, illustrative one
//   QUESTIONNAIRE_FORM_FILE  path of the questionnaire's forms, JSON; default: the shipped, illustrative one

import { runAgency } from '../kit/serve/runAgency.js';
import { createApplicants } from './agency.js';
import { loadScoring } from './policy/loadScoring.js';

await runAgency({
  name: 'applicants',
  configure: (env) =>
    createApplicants(
      loadScoring({ scoreTableFile: env['SCORE_TABLE_FILE'], questionnaireFormFile: env['QUESTIONNAIRE_FORM_FILE'] }),
    ),
});
