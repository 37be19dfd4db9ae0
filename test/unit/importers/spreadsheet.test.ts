import { describe, expect, it } from 'vitest';
import { cellFormats, sharedStrings, sheetRows, sheetsOf } from '../../../shared/importers/spreadsheet.ts';

const STYLES =
  '<styleSheet><numFmts count="2"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy hh:mm"/><numFmt numFmtId="165" formatCode="[h]:mm:ss"/></numFmts>' +
  '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
  '<cellXfs><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="14"/><xf numFmtId="20"/><xf numFmtId="165"/><xf numFmtId="10"/></cellXfs></styleSheet>';
const formats = cellFormats(STYLES);

function rows(cells: string, from1904 = false): string[] {
  const strings = sharedStrings(
    '<sst><si><t>Zeit</t></si><si><r><t>An</t></r><r><t xml:space="preserve">fragen &amp; mehr</t></r></si><si><t>在庫</t><rPh sb="0" eb="2"><t>ザイコ</t></rPh></si></sst>',
  );
  const xml = `<worksheet><sheetData>${cells}</sheetData></worksheet>`;
  return [...sheetRows(xml, strings, formats, from1904)];
}

describe('a sheet of a workbook', () => {
  it('is written as CSV, each cell in its column, with a line between rows that are apart', () => {
    expect(
      rows(
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c><c r="D1" t="s"><v>2</v></c></row>' +
          '<row r="2"/><row r="3"><c r="B3"><v>12.5</v></c><c r="D3" t="inlineStr"><is><t>a, "b"</t></is></c></row>',
      ),
    ).toEqual(['Zeit,,Anfragen & mehr,在庫\n', '\n', ',12.5,,"a, ""b"""\n']);
  });

  it('writes days, times, lengths and shares as people see them', () => {
    const serial = 46_346.4166666667;
    expect(
      rows(
        `<row><c s="1"><v>${serial}</v></c><c s="2"><v>46346</v></c><c s="3"><v>0.5</v></c><c s="4"><v>1.0104166667</v></c><c s="5"><v>0.052</v></c><c s="0"><v>${serial}</v></c></row>`,
      ),
    ).toEqual([`2026-11-20 10:00:00,2026-11-20,12:00:00,24:15:00,5.2%,${serial}\n`]);
    expect(rows('<row><c s="2"><v>44884</v></c></row>', true)).toEqual(['2026-11-20\n']);
  });

  it('takes the results of formulas, leaves out their errors, and survives what is cut off', () => {
    expect(
      rows(
        '<row><c r="A1"><f>SUM(B1:B2)</f><v>7</v></c><c r="B1" t="e"><v>#DIV/0!</v></c><c r="C1" t="str"><f>A1</f><v>x&#10;y</v></c><c r="D1" t="b"><v>1</v></c></row><row><c r="A2"><v>3',
      ),
    ).toEqual(['7,,"x y",true\n']);
  });

  it('is found by the name that people see, in their order', () => {
    expect(
      sheetsOf(
        '<workbook xmlns:r="x"><workbookPr date1904="1"/><sheets><sheet name="L&#228;ufe" sheetId="2" r:id="rId2"/><sheet name="Tabelle1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>',
      ),
    ).toEqual({
      sheets: [
        { name: 'Läufe', part: 'xl/worksheets/sheet2.xml' },
        { name: 'Tabelle1', part: 'xl/worksheets/sheet1.xml' },
      ],
      from1904: true,
    });
  });
});
