{{%AUTOESCAPE context="HTML"}}
<button type="submit" name="verdict" value="read" data-key="a">Read</button>
<button type="submit" name="verdict" value="date only" class="quiet">Noise: a date only</button>
<button type="submit" name="verdict" value="boilerplate" class="quiet" data-key="r">Noise: boilerplate</button>
<button type="submit" name="verdict" value="layout" class="quiet">Noise: layout</button>
