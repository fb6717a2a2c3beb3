// The rules that bound an operation, in the order in which they complain.

import type { LimitRule } from './LimitRule.js';
import { MaxAliasesRule } from './MaxAliasesRule.js';
import { MaxDepthRule } from './MaxDepthRule.js';
import { MaxDirectivesRule } from './MaxDirectivesRule.js';
import { MaxFieldsRule } from './MaxFieldsRule.js';
import { MaxRootFieldsRule } from './MaxRootFieldsRule.js';

export const LIMIT_RULES: readonly LimitRule[] = [MaxDepthRule, MaxFieldsRule, MaxRootFieldsRule, MaxAliasesRule, MaxDirectivesRule];
