package io.tiangong.mysql;

/**
 * The settings of every connection, on which the SQL texts of the planner rely.
 *
 * <table>
 *   <caption>Settings</caption>
 *   <tr><td>names, collation</td><td>utf8mb4, utf8mb4_bin: literals and computed text compare
 *     case-sensitively; a column's own collation still wins over it</td></tr>
 *   <tr><td>time_zone</td><td>UTC: TIMESTAMP columns are read and compared as instants</td></tr>
 *   <tr><td>NO_BACKSLASH_ESCAPES</td><td>in text literals only the quote is special, and is
 *     doubled; LIKE has no escape character unless ESCAPE names one</td></tr>
 *   <tr><td>no ANSI_QUOTES</td><td>names stand in backticks, text in quotes of either kind</td></tr>
 *   <tr><td>NO_UNSIGNED_SUBTRACTION</td><td>the difference of two UNSIGNED may be negative</td></tr>
 *   <tr><td>STRICT_ALL_TABLES, ERROR_FOR_DIVISION_BY_ZERO, NO_ZERO_DATE, NO_ZERO_IN_DATE</td>
 *     <td>nothing is repaired silently where the server checks at all; x / 0 is NULL in a query
 *     </td></tr>
 *   <tr><td>NO_ENGINE_SUBSTITUTION and others</td><td>not set: they concern writers</td></tr>
 *   <tr><td>group_concat_max_len</td><td>as large as a packet may be: GROUP_CONCAT does not
 *     truncate at 1024 bytes</td></tr>
 *   <tr><td>max_statement_time, max_execution_time</td><td>15 minutes: the server ends what a
 *     gateway that died has left behind, however the connection was lost</td></tr>
 *   <tr><td>transaction</td><td>read only: no text can write</td></tr>
 * </table>
 */
final class Session {

  /** One statement for both servers: each ignores the other's comments. */
  static final String SETTINGS =
      "SET NAMES utf8mb4 COLLATE utf8mb4_bin,"
          + " time_zone = '+00:00',"
          + " sql_mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ZERO_DATE,"
          + "NO_ZERO_IN_DATE,NO_UNSIGNED_SUBTRACTION,NO_BACKSLASH_ESCAPES',"
          + " group_concat_max_len = 1073741824"
          + " /*M!100101 , max_statement_time = 900 */"
          + " /*!50709 , max_execution_time = 900000, range_optimizer_max_mem_size = 67108864 */";

  static final String READ_ONLY = "SET SESSION TRANSACTION READ ONLY";

  private Session() {}
}
