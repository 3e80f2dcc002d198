import { Accept } from "./accept.ts";

// Names of one charset on each line, as Python's codecs know them ("_" stands for any punctuation). Only those that
// IANA lists for the web; any other name equals only itself.
const SAME_CHARSET = `
utf_8 utf8 u8 utf utf8_ucs2 utf8_ucs4 cp65001
ascii us_ascii us 646 ansi_x3.4_1968 ansi_x3_4_1968 ansi_x3.4_1986 cp367 csascii ibm367 iso646_us iso_646.irv_1991 iso_ir_6
latin_1 latin1 latin l1 8859 cp819 csisolatin1 ibm819 iso8859 iso8859_1 iso_8859_1 iso_8859_1_1987 iso_ir_100
iso8859_2 iso_8859_2 iso_8859_2_1987 csisolatin2 iso_ir_101 l2 latin2
iso8859_3 iso_8859_3 iso_8859_3_1988 csisolatin3 iso_ir_109 l3 latin3
iso8859_4 iso_8859_4 iso_8859_4_1988 csisolatin4 iso_ir_110 l4 latin4
iso8859_5 iso_8859_5 iso_8859_5_1988 csisolatincyrillic cyrillic iso_ir_144
iso8859_6 iso_8859_6 iso_8859_6_1987 csisolatinarabic arabic asmo_708 ecma_114 iso_ir_127
iso8859_7 iso_8859_7 iso_8859_7_1987 csisolatingreek greek greek8 ecma_118 elot_928 iso_ir_126
iso8859_8 iso_8859_8 iso_8859_8_1988 csisolatinhebrew hebrew iso_ir_138
iso8859_9 iso_8859_9 iso_8859_9_1989 csisolatin5 iso_ir_148 l5 latin5
iso8859_10 iso_8859_10 iso_8859_10_1992 csisolatin6 iso_ir_157 l6 latin6
iso8859_11 iso_8859_11 iso_8859_11_2001 thai
iso8859_13 iso_8859_13 l7 latin7
iso8859_14 iso_8859_14 iso_8859_14_1998 iso_celtic iso_ir_199 l8 latin8
iso8859_15 iso_8859_15 l9 latin9
iso8859_16 iso_8859_16 iso_8859_16_2001 iso_ir_226 l10 latin10
cp1250 windows_1250 1250
cp1251 windows_1251 1251
cp1252 windows_1252 1252
cp1253 windows_1253 1253
cp1254 windows_1254 1254
cp1255 windows_1255 1255
cp1256 windows_1256 1256
cp1257 windows_1257 1257
cp1258 windows_1258 1258
cp437 ibm437 437 cspc8codepage437
cp850 ibm850 850 cspc850multilingual
cp866 ibm866 866 csibm866
koi8_r cskoi8r
mac_roman macroman macintosh
tis_620 tis620 tis_620_0 tis_620_2529_0 tis_620_2529_1 iso_ir_166
utf_7 utf7 u7 unicode_1_1_utf_7
utf_16 utf16 u16
utf_16_be utf_16be unicodebigunmarked
utf_16_le utf_16le unicodelittleunmarked
utf_32 utf32 u32
utf_32_be utf_32be
utf_32_le utf_32le
shift_jis shiftjis sjis s_jis csshiftjis x_mac_japanese
cp932 932 ms932 mskanji ms_kanji
euc_jp eucjp ujis u_jis
iso2022_jp iso2022jp iso_2022_jp csiso2022jp
iso2022_kr iso2022kr iso_2022_kr csiso2022kr
gb2312 chinese csiso58gb231280 euc_cn euccn eucgb2312_cn gb2312_1980 gb2312_80 iso_ir_58 x_mac_simp_chinese
gbk cp936 936 ms936
gb18030 gb18030_2000
hz hzgb hz_gb hz_gb_2312
big5 big5_tw csbig5 x_mac_trad_chinese
big5hkscs big5_hkscs hkscs
euc_kr euckr korean ksc5601 ks_c_5601 ks_c_5601_1987 ksx1001 ks_x_1001 x_mac_korean
cp949 949 ms949 uhc
`;
const CANONICAL = new Map(
  SAME_CHARSET.trim()
    .split("\n")
    .flatMap((line) => {
      const names = line.split(" ");
      return names.map((name): [string, string] => [name, names[0]!]);
    }),
);

/** What charsets a client accepts; "UTF8" and "utf-8" are the same. (Werkzeug) */
export class CharsetAccept extends Accept {
  override normal(value: string): string {
    const lower = value.toLowerCase();
    const words = lower.split(/[^\p{L}\p{N}.]/u).filter((word) => word !== "");
    return CANONICAL.get(words.join("_")) ?? lower;
  }
}
