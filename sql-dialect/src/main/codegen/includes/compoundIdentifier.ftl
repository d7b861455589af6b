<#-- The template asks for this file; TgSQL keeps Calcite's own CompoundIdentifier. -->
