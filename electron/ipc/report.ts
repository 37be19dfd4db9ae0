import { writeFile } from 'node:fs/promises';
import { dialog } from 'electron';
import type { FacilitatorApi } from '../../shared/ipc/contract.ts';
import { ok } from '../../shared/result.ts';
import { printPdf } from '../export/pdf.ts';
import { reportText, reportView } from '../sessions/report-view.ts';
import { storageFailure } from '../storage/storage-failure.ts';
import type { Desk } from './desk.ts';
import type { Handlers } from './handlers.ts';

/** Requests about the report: look at it, save it. */
export function reportHandlers(desk: Desk): Handlers<FacilitatorApi, 'report:view' | 'report:save'> {
  return {
    'report:view': (id, format) => {
      const opened = desk.opened(id);
      return opened.ok ? ok(reportView(opened.value.log, format)) : opened;
    },
    'report:save': async (id, format) => {
      const opened = desk.opened(id);
      if (!opened.ok) return opened;
      const { fileName } = reportView(opened.value.log, format === 'pdf' ? 'markdown' : format);
      const chosen = await dialog.showSaveDialog({
        defaultPath: format === 'pdf' ? fileName.replace(/\.\w+$/, '.pdf') : fileName,
      });
      if (chosen.canceled || !chosen.filePath) return ok(null);
      try {
        const content =
          format === 'pdf'
            ? await printPdf(reportText(opened.value.log, 'text'), opened.value.log.state.title)
            : reportText(opened.value.log, format);
        await writeFile(chosen.filePath, content);
        return ok(chosen.filePath);
      } catch (error) {
        return storageFailure(error, chosen.filePath);
      }
    },
  };
}
