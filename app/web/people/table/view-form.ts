import { z } from "zod";
import { requiredText } from "#web/kit/form.ts";

export const longestName = 40;

export const viewForm = z.object({ name: requiredText("Donnez un nom à cette vue.", longestName) });
