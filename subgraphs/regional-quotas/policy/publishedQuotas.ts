// The quota rows of 2025 and 2026 as published, by region and kind. Set yearly by order of the Minister
// of Labour; the order for 2026 of 12 December 2025 is in force from 24 December 2025 (inform.kz; one
// site says 2 January 2026). The first day of the 2025 rows is not in the public record read, so the
// year's first day stands for it. Resettlers 2025 are published for three regions only; the rest of
// the list was cut off, and a missing row is "none known", never zero.

import type { QuotaRow } from '../model.js';
import data from './publishedQuotas.json' with { type: 'json' };

export const PUBLISHED_QUOTAS = data as readonly QuotaRow[];
