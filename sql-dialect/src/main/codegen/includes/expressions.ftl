<#-- Operators that Calcite's grammar does not have. -->

/** a DIV b. */
void TgIntegerDivision(List<Object> list, ExprContext exprContext, Span s) :
{
}
{
    <DIV> {
        checkNonQueryExpression(exprContext);
        list.add(new SqlParserUtil.ToTreeListItem(TgParserOperators.DIV, getPos()));
    }
    AddExpression2b(list, ExprContext.ACCEPT_SUB_QUERY)
}
