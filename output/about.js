export const disclaimer = /* @__PURE__ */ JSON.parse('"以下内容摘自公开文章，每条都注明出处，未经放款机构确认，不构成法律或财务建议；电话、页面路径与政策会变，请以机构官方渠道为准。"');
export const newest = /* @__PURE__ */ JSON.parse('"2025-01-16"');
export const phases = /* @__PURE__ */ JSON.parse('["before","contact","negotiate","agreement","after"]');
export const kinds = /* @__PURE__ */ JSON.parse('["channel","action","material","option","script","condition","caution","consequence","case"]');
export const labels = /* @__PURE__ */ JSON.parse('{"phases":{"before":"开始之前","contact":"联系机构","negotiate":"协商沟通","agreement":"达成协议","after":"协议之后"},"kinds":{"channel":"联系渠道","action":"该做的事","material":"准备材料","option":"可谈的方案","script":"可以这样说","condition":"条件与规则","caution":"注意与避免","consequence":"后果与影响","case":"案例"},"products":{"alipay":"支付宝","huabei":"花呗","jiebei":"借呗","助学贷款":"生源地信用助学贷款","放心借":"抖音放心借"},"options":{"extension":"延期","installment":"分期","interest-reduction":"减免利息","lower-payment":"降低月供","other":"其他","pause":"暂停还款","principal-only":"只还本金"}}');
