<#-- EXPLAIN, SHOW, DESCRIBE, SEARCH, KILL, ANALYZE. -->

SqlNode TgExplain() :
{
    SqlExplainQuery.Mode mode = SqlExplainQuery.Mode.PLAN;
    final SqlNode query;
    final SqlParserPos start;
    final Span s;
}
{
    <EXPLAIN> { s = span(); }
    [
        LOOKAHEAD(1)
        (
            <ANALYZE> { mode = SqlExplainQuery.Mode.ANALYZE; }
        |
            <SERVE> { mode = SqlExplainQuery.Mode.SERVE; }
        )
    ]
    { start = new SqlParserPos(getToken(1).beginLine, getToken(1).beginColumn); }
    query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    { return new SqlExplainQuery(s.end(this), mode, query, start); }
}

SqlNode TgShow() :
{
    SqlIdentifier schema = null;
    SqlNode pattern = null;
    SqlGrantee grantee = null;
    final SqlShow.Subject subject;
    final Span s;
}
{
    <SHOW> { s = span(); }
    (
        <TABLES> { subject = SqlShow.Subject.TABLES; }
        [ <FROM> schema = SimpleIdentifier() ]
        [ <LIKE> pattern = StringLiteral() ]
    |
        <SOURCES> { subject = SqlShow.Subject.SOURCES; }
    |
        <SCHEMAS> { subject = SqlShow.Subject.SCHEMAS; }
    |
        <QUERIES> { subject = SqlShow.Subject.QUERIES; }
    |
        <STATUS> { subject = SqlShow.Subject.STATUS; }
        [ <LIKE> pattern = StringLiteral() ]
    |
        <GRANTS> { subject = SqlShow.Subject.GRANTS; }
        [ <FOR> grantee = TgGrantee() ]
    )
    { return new SqlShow(s.end(this), subject, schema, pattern, grantee); }
}

SqlNode TgDescribe() :
{
    final SqlIdentifier table;
    final Span s;
}
{
    ( <DESCRIBE> | <DESC> ) { s = span(); }
    table = CompoundIdentifier()
    { return new SqlDescribe(s.end(this), table); }
}

SqlNode TgSearch() :
{
    final SqlNode sought;
    final Span s;
}
{
    <SEARCH> { s = span(); } <TABLES> sought = StringLiteral()
    { return new SqlSearchTables(s.end(this), sought); }
}

SqlNode TgKill() :
{
    final SqlNode id;
    final Span s;
}
{
    <KILL> { s = span(); } <QUERY> id = StringLiteral()
    { return new SqlKillQuery(s.end(this), id); }
}

SqlNode TgAnalyze() :
{
    final SqlIdentifier table;
    final Span s;
}
{
    <ANALYZE> { s = span(); } <TABLE> table = CompoundIdentifier()
    { return new SqlAnalyzeTable(s.end(this), table); }
}

/** a LEFT (GLOBAL) INTERVAL … WINDOW AND INTERVAL … DELAY JOIN b ON …, of streams. */
SqlNode TgDelayJoin(SqlNode left) :
{
    boolean global = false;
    final SqlLiteral window;
    SqlLiteral delay = null;
    final SqlNode right;
    final SqlNode condition;
    final Span s;
}
{
    <LEFT> { s = span(); }
    [ <LPAREN> <GLOBAL> <RPAREN> { global = true; } ]
    window = IntervalLiteral() <WINDOW>
    [ <AND> delay = IntervalLiteral() <DELAY> ]
    <JOIN> right = TableRef1(ExprContext.ACCEPT_QUERY_OR_JOIN)
    <ON> condition = Expression(ExprContext.ACCEPT_SUB_QUERY)
    { return new SqlDelayJoin(s.end(this), left, right, condition, global, window, delay); }
}
