import { BrowserWindow } from 'electron';

function escaped(text: string): string {
  return text.replace(
    /[&<>"]/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign,
  );
}

/** The report as an A4 document, printed by a page without script that nobody sees. */
export async function printPdf(text: string, title: string): Promise<Uint8Array> {
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      javascript: false,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      partition: 'print',
    },
  });
  try {
    const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escaped(title)}</title><style>body{font:10pt/1.45 sans-serif;margin:0}pre{white-space:pre-wrap;font:inherit}</style><body><pre>${escaped(text)}</pre></body></html>`;
    await window.loadURL(`data:text/html;charset=utf-8,${encodeURIComponent(page)}`);
    return await window.webContents.printToPDF({
      pageSize: 'A4',
      margins: { top: 0.6, bottom: 0.6, left: 0.6, right: 0.6 },
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate:
        '<div style="font-size:8pt;width:100%;text-align:center"><span class="pageNumber"></span> / <span class="totalPages"></span></div>',
    });
  } finally {
    window.destroy();
  }
}
